package ebb.research.trade;

import ebb.config.EbbConfig;
import ebb.engine.strategy.nullspectre.NullSpectreSettings;
import ebb.engine.strategy.nullspectre.TargetSettings;
import ebb.research.data.Tape;
import java.util.List;

/**
 * How shadows are traded.
 *
 * @param slipMicro what taking costs beyond the bar's open or the stop, 1e-6 of the price ({@code ns.bt.slip})
 * @param makerNano fee of resting, 1e-9 of notional
 * @param takerNano fee of taking, 1e-9 of notional
 * @param sharesMicro of the position to each target, 1e-6, where the signal had nothing to size ({@code ns.tgt.split})
 * @param hasBreakeven whether the stop moves to where nothing is lost when a target is filled (NS-PRT-3)
 * @param entryNs how long an entry lives, ns ({@code ns.ent.timeout})
 * @param timeStopNs how long the first target may take, ns ({@code ns.time-stop})
 * @param frameNs frame of the pattern: what is looked at only at its closes, ns
 */
public record ShadowRules(
        long slipMicro,
        long makerNano,
        long takerNano,
        List<Long> sharesMicro,
        boolean hasBreakeven,
        long entryNs,
        long timeStopNs,
        long frameNs) {
    /** Copies the shares. */
    public ShadowRules {
        sharesMicro = List.copyOf(sharesMicro);
    }

    /**
     * As the engine would have traded.
     *
     * @param config of the run
     * @param fees of its instruments
     * @return the rules
     */
    public static ShadowRules of(EbbConfig config, Tape.Fees fees) {
        NullSpectreSettings strategy = config.nullspectre();
        TargetSettings.Three shares = strategy.trade().targets().shares();
        return new ShadowRules(
                config.engine().paper().slipMicro(),
                fees.makerNano(),
                fees.takerNano(),
                List.of(shares.first(), shares.second(), shares.third()),
                strategy.management().usesBreakeven(),
                strategy.trade().entry().timeoutNs(),
                strategy.management().timeStopNs(),
                strategy.frameNs());
    }
}
