package ebb.adapters.feed.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ebb.adapters.venue.Venue;
import ebb.testing.SharedData;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Answers with settled funding, and of which interval each settlement was. */
class FundingRowsTest {
    private static final long HOUR_NS = 3_600_000_000_000L;

    private final FundingRows rows = new FundingRows();

    private static UnsafeBuffer body(String text) {
        return new UnsafeBuffer(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Settlements at hours since the epoch, and of which hours each is found to be. */
    private String intervals(int... hours) {
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < hours.length; i++) {
            text.append(i == 0 ? "" : ",").append("{\"fundingTime\":");
            text.append(hours[i] * HOUR_NS / 1_000_000 + i % 9).append(",\"fundingRate\":\"0.0001\"}");
        }
        rows.clear();
        int read = VenueProtocol.of(Venue.BINANCE_USDM)
                .readFunding(body(text.append(']').toString()), rows);
        assertEquals(hours.length, read);
        rows.settle(0, Long.MAX_VALUE);
        StringBuilder found = new StringBuilder();
        for (int row = 0; row < rows.size(); row++) {
            found.append(rows.intervalSec(row) / 3_600).append(' ');
        }
        return found + "holes " + rows.holes();
    }

    @Test
    void shouldTakeTheTimeSinceTheOneBeforeForTheInterval() {
        assertEquals("holes 0", intervals());
        assertEquals("0 holes 0", intervals(8));
        assertEquals("8 8 8 holes 0", intervals(8, 16, 24));
        assertEquals("8 8 4 4 holes 0", intervals(8, 16, 20, 24), "shortened");
        assertEquals("4 4 8 8 holes 0", intervals(4, 8, 16, 24), "lengthened");
        assertEquals("1 1 1 1 holes 1", intervals(1, 2, 5, 6), "two are missing");
        assertEquals("8 8 8 8 holes 1", intervals(8, 16, 56, 64), "more than a day");
        assertEquals("8 8 8 holes 0", intervals(24, 8, 16, 8), "in any order, one twice");
    }

    @Test
    void shouldReadRecordedAnswersOfBothVenues() throws Exception {
        List<String> read = new ArrayList<>();
        ObjectMapper mapper = new ObjectMapper();
        for (String name : List.of("binance", "mexc")) {
            VenueProtocol protocol = VenueProtocol.of(name.equals("mexc") ? Venue.MEXC : Venue.BINANCE_USDM);
            for (String line : Files.readAllLines(SharedData.file("data/frames/fixtures-rest-" + name + ".jsonl"))) {
                JsonNode fixture = mapper.readTree(line);
                String path = fixture.at("/request/1").asText();
                Answered what = protocol.answered(new Address(path));
                if (what == null || what.kind() != Answered.Kind.FUNDING) {
                    continue;
                }
                rows.clear();
                assertEquals(
                        2, protocol.readFunding(body(fixture.get("response").toString()), rows));
                rows.settle(0, Long.MAX_VALUE);
                for (int row = 0; row < rows.size(); row++) {
                    read.add(name + " " + rows.atNs(row) / 1_000_000_000L + " " + rows.rate(row) + " "
                            + rows.intervalSec(row));
                }
            }
        }
        assertEquals(
                List.of(
                        "binance 1698768000 100000 28800",
                        "binance 1698796800 100000 28800",
                        "mexc 1609776000 290000 28800",
                        "mexc 1609804800 266000 28800"),
                read);
    }

    @Test
    void shouldTakeTheCycleThatAVenueTells() {
        VenueProtocol mexc = VenueProtocol.of(Venue.MEXC);
        String answer = "{\"success\":true,\"code\":0,\"data\":{\"resultList\":["
                + "{\"symbol\":\"A_USDT\",\"fundingRate\":-1E-5,\"settleTime\":1609840800000,\"collectCycle\":4},"
                + "{\"symbol\":\"A_USDT\",\"fundingRate\":0.00029,\"settleTime\":1609812000000,\"collectCycle\":4}]}}";
        assertEquals(2, mexc.readFunding(body(answer), rows));
        rows.settle(0, Long.MAX_VALUE);
        assertEquals(14_400, rows.intervalSec(0));
        assertEquals(290_000, rows.rate(0));
        assertEquals(-10_000, rows.rate(1));
        assertEquals(1, rows.holes(), "eight hours between settlements of four");
    }

    @Test
    void shouldKeepNothingOfWhatIsNoAnswer() {
        VenueProtocol usdm = VenueProtocol.of(Venue.BINANCE_USDM);
        VenueProtocol mexc = VenueProtocol.of(Venue.MEXC);
        String good = "{\"fundingTime\":1698768000000,\"fundingRate\":\"0.1\"}";
        for (String bad : List.of(
                "",
                "{}",
                "{\"code\":-1121,\"msg\":\"Invalid symbol.\"}",
                "[" + good + ",{\"fundingTime\":1698768000000}]",
                "[" + good + ",{\"fundingTime\":0,\"fundingRate\":\"0.1\"}]",
                "[" + good + ",{\"fundingTime\":1698768000000,\"fundingRate\":\"\"}]",
                "[" + good + ",{\"fundingTime\":1698768000000,\"fundingRate\":\"1.1\"}]",
                "[" + good + ",{\"fundingTime\":9223372036854775,\"fundingRate\":\"0.1\"}]",
                "[" + good + ",7]")) {
            assertEquals(-1, usdm.readFunding(body(bad), rows), bad);
            assertEquals(-1, mexc.readFunding(body(bad), rows), bad);
            assertEquals(0, rows.size(), bad);
        }
        assertEquals(0, usdm.readFunding(body("[]"), rows));
        assertTrue(usdm.hasFunding() && mexc.hasFunding());
    }
}
