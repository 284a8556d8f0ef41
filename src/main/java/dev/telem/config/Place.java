package dev.telem.config;

/**
 * Where a value stands in a text.
 *
 * @param line from 1
 * @param column in UTF-16 units, from 1
 * @param start index of its first character in the text
 * @param end index after its last character
 */
record Place(int line, int column, int start, int end) {
  Place until(int newEnd) {
    return new Place(line, column, start, newEnd);
  }
}
