package ebb.adapters.feed.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.sbe.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class SelectionTest {
    private static final String SOUND = "\"baseCoin\":\"%1$s\",\"quoteCoin\":\"%2$s\",\"settleCoin\":\"%2$s\","
            + "\"priceUnit\":0.01,\"volUnit\":1,\"priceScale\":2,\"volScale\":0,\"contractSize\":0.1,\"state\":0";

    private static Listing listing(String symbol, Kind kind, String currency) {
        Listing listing = new Listing();
        listing.symbol = symbol;
        listing.kind = kind;
        listing.quote = currency;
        listing.settle = currency;
        return listing;
    }

    private static String contract(String symbol, String terms) {
        return "{\"symbol\":\"" + symbol + "\"," + terms + "}";
    }

    private static List<Listing> read(Selection wanted, String... contracts) {
        String text = "{\"success\":true,\"data\":[" + String.join(",", contracts) + "]}";
        return new MexcCatalog(1_000)
                .read(new UnsafeBuffer(text.getBytes(StandardCharsets.UTF_8)), wanted, new ArrayList<>());
    }

    @Test
    void shouldTakeNamesAndAllPerpetualsInUsdtOfAnEnding() {
        Selection selection = new Selection(List.of("BTC_USD", "*_USDT"));
        assertTrue(selection.isWide());
        assertEquals(List.of("BTC_USD"), selection.names());
        assertTrue(selection.takes(listing("BTC_USD", Kind.PERP_INVERSE, "BTC")), "named");
        assertTrue(selection.takes(listing("A_USDT", Kind.PERP_LINEAR, "USDT")));
        assertFalse(selection.takes(listing("A_USDT", Kind.FUTURE, "USDT")), "no perpetual");
        assertFalse(selection.takes(listing("A_USDC", Kind.PERP_LINEAR, "USDC")));
        assertFalse(selection.test("A_USDC"));
        assertTrue(new Selection(List.of("*")).takes(listing("A", Kind.PERP_LINEAR, "USDT")));
        assertFalse(new Selection(List.of("A_USDT")).isWide());
    }

    @Test
    void shouldLeaveOutAListingThatCannotBeReadUnlessItWasNamed() {
        String sound = contract("A_USDT", String.format(SOUND, "A", "USDT"));
        String broken = contract("B_USDT", String.format(SOUND, "B", "USDT").replace("0.01", "\"x\""));
        List<Listing> read = read(new Selection(List.of("*")), sound, broken);
        assertEquals(List.of("A_USDT"), read.stream().map(Listing::symbol).toList());
        assertThrows(IllegalArgumentException.class, () -> read(new Selection(List.of("*", "B_USDT")), sound, broken));
        assertThrows(IllegalArgumentException.class, () -> read(new Selection(List.of("B_USDT")), sound, broken));
    }
}
