/**
 * What did the command say of itself? The file that {@code TELEMETRY_EVENTS} names, line by line:
 * read while others append to it, checked, reduced to what may leave, and summed (spec cli.md, "The
 * channel").
 *
 * <p>Every line is untrusted text. What is not plainly one of the four forms is refused whole and
 * counted by its {@link dev.telem.channel.Reason}; nothing of it is kept, not even to tell what was
 * wrong with it.
 *
 * <table>
 *   <caption>The forms of a line</caption>
 *   <tr><td>{@code {"count":"jobs","value":3}}</td><td>adds to a counter; 1 without a value</td></tr>
 *   <tr><td>{@code {"metric":{"collection":"totals","topic":"groups","aggregation":"count","count":5}}}
 *       </td><td>a metric: {@code count} is summed, of {@code exact} the last stands; {@code key},
 *       {@code value}, and further numbers</td></tr>
 *   <tr><td>{@code {"error":{"type":"TypeError","stack":"…"}}}</td><td>an error; the stack as text or
 *       as a list of lines</td></tr>
 *   <tr><td>{@code {"apiRequest":{"method":"GET","endpoint":"/a/1","statusCode":200,"durationMs":3}}}
 *       </td><td>a request to an interface</td></tr>
 * </table>
 *
 * <p>This is on the way of a wrapped call once its command says something: no lambdas, streams or
 * patterns here (spec startup.md). {@link dev.telem.channel.ChannelFile} alone is on the way of
 * every call.
 */
@NullMarked
package dev.telem.channel;

import org.jspecify.annotations.NullMarked;
