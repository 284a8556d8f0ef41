/**
 * Who may look, and what are they shown? A page on this machine, for its person alone.
 *
 * <p>Whoever listens on a port of 127.0.0.1 can be reached by every user and every web page of this
 * machine. What keeps each of them out:
 *
 * <table>
 * <caption>Who is kept out, and by what</caption>
 * <tr><td>other machines</td><td>bound to 127.0.0.1</td></tr>
 * <tr><td>other users</td><td>a random word of 122 bits in the path, compared in constant time</td></tr>
 * <tr><td>a web page that makes its own name point to 127.0.0.1</td><td>{@code Host}</td></tr>
 * <tr><td>a web page that sends a request</td><td>{@code Origin}, {@code Sec-Fetch-Site}, no CORS, a
 * preview only as {@code application/json}</td></tr>
 * <tr><td>a web page that frames or links it</td><td>{@code frame-ancestors}, {@code
 * Cross-Origin-*-Policy}, {@code no-referrer}</td></tr>
 * <tr><td>hostile events</td><td>escaped by {@code report}; a policy that runs only the script of
 * ours and reaches nobody else</td></tr>
 * <tr><td>slow and endless requests</td><td>bounds of time, of size and of number</td></tr>
 * </table>
 */
@NullMarked
package dev.telem.view;

import org.jspecify.annotations.NullMarked;
