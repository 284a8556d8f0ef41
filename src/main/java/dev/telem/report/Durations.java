package dev.telem.report;

import java.util.Arrays;

/**
 * Lengths of time, of which any percentile can be told within 1 % in constant memory: what is kept
 * is how many fell into each of the buckets, whose bounds grow by 2 % (the idea of DDSketch). The
 * longest is exact.
 */
final class Durations {
  private static final double ERROR = 0.01;
  private static final double GROWTH = (1 + ERROR) / (1 - ERROR);
  private static final double LOG_GROWTH = Math.log(GROWTH);

  /** Of 30 years, in milliseconds; what is longer falls into the last one. */
  private static final int BUCKETS = bucketOf(1_000_000_000_000L) + 1;

  private long[] counts = new long[64];
  private long zeros;
  private long total;
  private long longest;

  void add(long millis) {
    total++;
    longest = Math.max(longest, millis);
    if (millis == 0) {
      zeros++;
      return;
    }
    int bucket = Math.min(bucketOf(millis), BUCKETS - 1);
    if (bucket >= counts.length) {
      counts = Arrays.copyOf(counts, Math.min(Math.max(bucket + 1, 2 * counts.length), BUCKETS));
    }
    counts[bucket]++;
  }

  long total() {
    return total;
  }

  long longest() {
    return longest;
  }

  /**
   * The length that this share of all did not exceed; 0 where there are none.
   *
   * @param share from 0 to 1
   */
  long percentile(double share) {
    long rank = Math.max((long) Math.ceil(share * total), 1);
    long seen = zeros;
    for (int bucket = 0; bucket < counts.length && seen < rank; bucket++) {
      seen += counts[bucket];
      if (seen >= rank) {
        return Math.min(middle(bucket), longest);
      }
    }
    return 0;
  }

  private static int bucketOf(long millis) {
    return (int) Math.ceil(Math.log((double) millis) / LOG_GROWTH);
  }

  private static long middle(int bucket) {
    return Math.round(2 * Math.pow(GROWTH, bucket) / (GROWTH + 1));
  }
}
