package ebb.engine.strategy.nullspectre;

import ebb.engine.pattern.VolumeProfileSettings;

/**
 * Figures of NullSpectre (nullspectre.md); keys below {@code ns.}.
 *
 * @param frameNs length of the pattern's bars, the tracker's frame ({@code rej.frame})
 * @param minRejections least n (NS-REJ-1, {@code rej.min})
 * @param universe which instruments are followed, and how closely
 * @param evidence what is looked at before a setup is believed
 * @param trade what is done then
 * @param management how an open position is led
 * @param discipline when it rests
 * @param operating who has the last word
 */
public record NullSpectreSettings(
        long frameNs,
        int minRejections,
        UniverseSettings universe,
        Evidence evidence,
        Trade trade,
        Management management,
        Discipline discipline,
        Operating operating) {
    /** All enhancements, 15m bars, no venue special. */
    public static final NullSpectreSettings DEFAULT = new NullSpectreSettings(
            900_000_000_000L,
            3,
            UniverseSettings.DEFAULT,
            Evidence.DEFAULT,
            Trade.DEFAULT,
            Management.DEFAULT,
            Discipline.DEFAULT,
            Operating.DEFAULT);

    /**
     * What is looked at.
     *
     * @param usesCap whether the coin's market cap has to be of a class that passes (NS-CAP, {@code ns.use.cap})
     * @param pump context of the level
     * @param pattern score of the rejections
     * @param usesQuality whether they are scored at all; false counts them (NS-REJ-8, {@code ns.use.quality})
     * @param cvd volume delta
     * @param micro microstructure
     * @param funding funding
     * @param book order book
     * @param conviction weights and tiers
     */
    public record Evidence(
            boolean usesCap,
            PumpSettings pump,
            PatternSettings pattern,
            boolean usesQuality,
            CvdSettings cvd,
            MicroUse micro,
            FundingSettings funding,
            BookSettings book,
            ConvictionSettings conviction) {
        /** All of it. */
        public static final Evidence DEFAULT = new Evidence(
                true,
                PumpSettings.DEFAULT,
                PatternSettings.DEFAULT,
                true,
                CvdSettings.DEFAULT,
                MicroUse.DEFAULT,
                FundingSettings.DEFAULT,
                BookSettings.DEFAULT,
                ConvictionSettings.DEFAULT);
    }

    /**
     * What is done.
     *
     * @param entry order that enters
     * @param stop where the stop goes
     * @param targets where the targets go
     * @param profile volume profile whose nodes are supports
     * @param kelly share at risk
     * @param size quantity and leverage
     * @param correlation which open shorts are the same bet
     */
    public record Trade(
            EntrySettings entry,
            StopSettings stop,
            TargetSettings targets,
            VolumeProfileSettings profile,
            KellySettings kelly,
            SizeSettings size,
            CorrelationSettings correlation) {
        /** All of it. */
        public static final Trade DEFAULT = new Trade(
                EntrySettings.DEFAULT,
                StopSettings.DEFAULT,
                TargetSettings.DEFAULT,
                VolumeProfileSettings.DEFAULT,
                KellySettings.DEFAULT,
                SizeSettings.DEFAULT,
                CorrelationSettings.DEFAULT);
    }

    /** Settings under which nobody is asked and every tier trades ({@link Operating#DEFAULT}). */
    public NullSpectreSettings(
            long frameNs,
            int minRejections,
            UniverseSettings universe,
            Evidence evidence,
            Trade trade,
            Management management,
            Discipline discipline) {
        this(frameNs, minRejections, universe, evidence, trade, management, discipline, Operating.DEFAULT);
    }

    /** Refuses what no rule allows. */
    public NullSpectreSettings {
        if (frameNs <= 0 || minRejections < 1) {
            throw new IllegalArgumentException("rej.frame " + frameNs + " ns, rej.min " + minRejections);
        }
    }
}
