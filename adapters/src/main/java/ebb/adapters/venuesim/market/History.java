package ebb.adapters.venuesim.market;

import java.util.List;

/** What an instrument did before the market began: three days that end at its start price, quiet unless its script says more. */
final class History {
    private History() {}

    static Candles write(InstrumentSpec spec, List<Script.Stay> past, Dice dice, long startNs) {
        int minutes = Math.toIntExact(Instrument.HISTORY_NS / Candles.MINUTE_NS);
        long[] close = closes(spec, past, dice, minutes);
        Candles candles = new Candles(startNs - Instrument.HISTORY_NS, minutes + 400);
        InstrumentSpec.Tape tape = spec.tape();
        int wick = Math.max(1, tape.unrest() * 2);
        long usual = Math.max(1, tape.lots() * 60_000L / tape.gapMs() * tape.historyShare() / 100);
        for (int i = 0; i < minutes; i++) {
            long open = i == 0 ? close[0] : close[i - 1];
            long high = Math.max(open, close[i]) + dice.below(wick) / Path.PARTS;
            long low = Math.min(open, close[i]) - dice.below(wick) / Path.PARTS;
            long volume = Math.max(1, usual * dice.within(40, 160) / 100);
            long buy = volume * dice.within(42, 58) / 100;
            candles.add(open, high, low, close[i], volume, buy, Math.max(1, 60_000L / tape.gapMs()));
        }
        return candles;
    }

    /** Backwards from the start price, so that the past ends where the present begins. */
    private static long[] closes(InstrumentSpec spec, List<Script.Stay> past, Dice dice, int minutes) {
        long start = spec.grid().startTick();
        long[] close = new long[minutes];
        long away = 0;
        long stood = start;
        for (int i = minutes - 1; i >= 0; i--) {
            long stands = stood(start, past, minutes - 1 - i);
            // What it stood at then is as far away as it is; the price comes back from there as it does from any noise.
            away += (stood - stands) * Path.PARTS;
            stood = stands;
            close[i] = stood + away / Path.PARTS;
            away += dice.around(spec.tape().unrest() * 9 / 2) - away / 9;
        }
        return close;
    }

    /** The price around which an instrument moved some minutes before the end of its past, ticks. */
    private static long stood(long startTick, List<Script.Stay> past, int minutesAgo) {
        if (past.isEmpty()) {
            return startTick;
        }
        int ago = minutesAgo;
        for (int i = past.size() - 1; i > 0; i--) {
            Script.Stay each = past.get(i);
            if (ago < each.minutes()) {
                return startTick * each.ppm() / 1_000_000;
            }
            ago -= each.minutes();
        }
        return startTick * past.get(0).ppm() / 1_000_000;
    }
}
