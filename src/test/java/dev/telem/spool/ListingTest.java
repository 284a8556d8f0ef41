package dev.telem.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListingTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void theSmallestNamesAreTheFirstOfAllSorted(long seed) throws IOException {
    Random random = new Random(seed);
    TreeSet<String> names = new TreeSet<>();
    for (int i = random.nextInt(200); i > 0; i--) {
      String name = Long.toHexString(random.nextLong());
      names.add(name);
      Files.createFile(folder.resolve(name));
    }
    int limit = 1 + random.nextInt(100);
    String after = Long.toHexString(random.nextLong());
    List<String> expected = names.tailSet(after, false).stream().limit(limit).toList();
    assertThat(Listing.smallest(folder, limit, name -> name.compareTo(after) > 0))
        .as("seed " + seed)
        .isEqualTo(expected);
  }
}
