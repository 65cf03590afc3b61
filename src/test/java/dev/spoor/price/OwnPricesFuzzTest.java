package dev.spoor.price;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.spoor.json.JsonObject;
import dev.spoor.model.BadInput;
import dev.spoor.model.Usage;

final class OwnPricesFuzzTest {
  private static final Usage USAGE = new Usage(1, 2, 3, 4, 5, 0, false);

  @FuzzTest
  void read_ofAnyBytes_isRefusedOrPrices(byte[] bytes) {
    OwnPrices prices;
    try {
      prices = OwnPricesReader.read(bytes);
    } catch (BadInput e) {
      return;
    }
    for (PriceRow row : prices.rows()) {
      for (PriceRow found : prices.find(row.provider(), row.id())) {
        PriceRow.Version version = found.versions().get(0);
        Bill.of(USAGE, new Quote("fuzz", found, version, JsonObject.EMPTY));
      }
    }
  }
}
