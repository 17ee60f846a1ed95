package ebb.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.Rules;
import ebb.codecs.sbe.FeatureRowDecoder;
import ebb.codecs.sbe.FundingKind;
import ebb.codecs.sbe.MessageHeaderDecoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** What is told of funding and open interest once a day (NS-FUN-3). */
class FundingRowTest {
    private static final int QUARTER_OF_DAY = 24 * 60 / 4;

    private final PumpedCoins coins = new PumpedCoins(PumpedCoins.settings(false));
    private final Rules rules = Rules.load();

    /** A quiet quarter of a day with a value of open interest each quarter of an hour. */
    private void quiet(long firstInterest, long step) {
        for (int minute = 0; minute < QUARTER_OF_DAY; minute++) {
            coins.inbox.now += PumpedCoins.MINUTE;
            coins.inbox.candle(0, 100_000, 100_010, 99_990, 100_000, 1_000);
            if (minute % 5 == 0) {
                coins.inbox.interest(0, firstInterest + step * minute);
            }
        }
    }

    private List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        FeatureRowDecoder row = new FeatureRowDecoder();
        for (UnsafeBuffer each : coins.inbox.emitted(FeatureRowDecoder.TEMPLATE_ID)) {
            row.wrapAndApplyHeader(each, 0, new MessageHeaderDecoder());
            assertEquals("NS-FUN-3", rules.name(row.kind()));
            List<String> values = new ArrayList<>();
            for (FeatureRowDecoder.ValuesDecoder value : row.values()) {
                values.add(rules.name(value.name()) + " " + value.validity() + " " + value.value());
            }
            rows.add(values);
        }
        return rows;
    }

    @Test
    void shouldTellEachDayHowFundingAndOpenInterestStand() {
        coins.define(1);
        coins.inbox.mark(0, 100_000);
        for (int settlement = 0; settlement < 3; settlement++) {
            coins.inbox.funding(0, 100_000 * (settlement + 1), FundingKind.SETTLED);
            coins.inbox.funding(0, 550_000, FundingKind.PREDICTED);
            quiet(1_000_000, 0);
        }
        assertTrue(rows().isEmpty(), "the first day has no yesterday");
        quiet(1_000_000, 100);

        // At midnight it is 1,035,500; an hour before it was 1,029,500, four hours before 1,011,500.
        assertEquals(
                List.of(List.of(
                        "FUND-1 VALID 550",
                        "FUND-2 VALID 200",
                        "NS-FUN-2 WARMING 1000000",
                        "NS-FUN-1 VALID 50000000",
                        "FUND-3 VALID 0",
                        "OI-1 VALID 5828",
                        "OI-1 VALID 23727",
                        "OI-1 WARMING 0",
                        "OI-2 WARMING 0")),
                rows());
        assertEquals(coins.inbox.engine.stateHashAnew(), coins.inbox.engine.stateHashNow());
    }
}
