package ebb.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ebb.codecs.sbe.MessageHeaderDecoder;
import ebb.codecs.sbe.SeqModel;
import ebb.codecs.sbe.Side;
import ebb.codecs.sbe.Stream;
import ebb.codecs.sbe.TradeRecordDecoder;
import ebb.engine.bar.Frames;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Bitcoin's trend on each trade (NS-VAL-10). */
class BitcoinTrendTest {
    private static final int BITCOIN = 1;

    /** Twenty days at a price, the last of them at another. */
    private static long[] days(int count, long last) {
        long[] closes = new long[count];
        Arrays.fill(closes, 10_000);
        closes[count - 1] = last;
        return closes;
    }

    /** Tags of a short that was stopped out in a run that knows these days of a coin. */
    private static String tags(String symbol, long[] closes) {
        Inbox inbox = new Inbox(new ShortSeller("seller"));
        // Noon, so that the bars of the day are not over.
        inbox.now = 19_700 * Frames.DAY_NS + Frames.DAY_NS / 2;
        inbox.start();
        inbox.define(0, "COIN", SeqModel.NONE);
        inbox.define(BITCOIN, symbol, SeqModel.NONE);
        inbox.sessionLive(0, Stream.BOOK);
        inbox.sessionLive(0, Stream.TRADES);
        inbox.reconciled();
        if (closes.length > 0) {
            inbox.dayCloses(BITCOIN, closes);
        }
        inbox.snapshot(0, 2, 9_999, 10_001, 10_000);
        inbox.mark(0, 10_000);
        inbox.trade(0, 10_000, 5, Side.BUY);
        inbox.now += 1_000_000_000L;
        inbox.tick();
        assertEquals(-20, inbox.engine.orders().positions().net(0));
        inbox.snapshot(0, 3, 10_599, 10_601, 10_000);
        inbox.mark(0, 10_600);
        inbox.now += 1_000_000_000L;
        inbox.tick();
        List<UnsafeBuffer> records = inbox.emitted(TradeRecordDecoder.TEMPLATE_ID);
        assertEquals(1, records.size());
        return new TradeRecordDecoder()
                .wrapAndApplyHeader(records.get(0), 0, new MessageHeaderDecoder())
                .tags()
                .toString()
                .toUpperCase(Locale.ROOT);
    }

    @Test
    void shouldTagEachTradeWithTheTrendOfTheDayBefore() {
        // The mean of nineteen at 10000 and one at c is 9500 + c / 20; one percent above it is c = 10105.32.
        assertEquals("{BTC_UP}", tags("BTC", days(20, 10_106)));
        assertEquals("{BTC_FLAT}", tags("BTC", days(20, 10_105)));
        assertEquals("{BTC_FLAT}", tags("BTC", days(20, 10_000)));
        assertEquals("{BTC_FLAT}", tags("BTC", days(20, 9_895)));
        // One percent below it is c = 9894.79.
        assertEquals("{BTC_DOWN}", tags("BTC", days(20, 9_894)));
    }

    @Test
    void shouldTagNothingWhereTheTrendIsNotKnown() {
        assertEquals("{}", tags("BTC", new long[0]));
        long[] great = days(20, 10_000);
        great[3] = Long.MAX_VALUE - 1;
        assertEquals("{}", tags("BTC", great), "twenty closes that sum to no long (NUM-2)");
        assertEquals("{}", tags("BTC", days(19, 11_000)), "twenty days");
        assertEquals("{}", tags("ETH", days(20, 11_000)), "of Bitcoin");
        assertEquals("{BTC_UP}", tags("BTC", days(25, 11_000)), "the last twenty of more");
    }
}
