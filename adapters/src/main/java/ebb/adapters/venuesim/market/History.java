package ebb.adapters.venuesim.market;

/** What an instrument did before the market began: three quiet days that end at its start price. */
final class History {
    private History() {}

    static Candles write(InstrumentSpec spec, Dice dice, long startNs) {
        int minutes = Math.toIntExact(Instrument.HISTORY_NS / Candles.MINUTE_NS);
        long[] close = closes(spec, dice, minutes);
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
    private static long[] closes(InstrumentSpec spec, Dice dice, int minutes) {
        long[] close = new long[minutes];
        long away = 0;
        for (int i = minutes - 1; i >= 0; i--) {
            close[i] = spec.grid().startTick() + away / Path.PARTS;
            away += dice.around(spec.tape().unrest() * 9 / 2) - away / 9;
        }
        return close;
    }
}
