package ebb.engine;

import ebb.codecs.InHead;
import ebb.codecs.sbe.InstrumentDefinitionDecoder;
import ebb.codecs.sbe.InstrumentStatusDecoder;
import ebb.codecs.sbe.MessageHeaderDecoder;
import ebb.codecs.sbe.Severity;
import ebb.engine.book.BookBuilder;
import ebb.engine.book.Books;
import ebb.engine.context.MarketCaps;
import ebb.engine.context.SlowSeries;
import ebb.engine.instrument.Definition;
import ebb.engine.instrument.DefinitionReader;
import ebb.engine.instrument.Instrument;
import ebb.engine.instrument.InstrumentTable;
import ebb.engine.pattern.LevelListener;
import ebb.engine.strategy.Market;
import org.agrona.DirectBuffer;

/** Applies definitions and status (INST-1, INST-5, INST-6): here, and only here, analytics of an instrument are made. */
final class ReferenceInbound {
    private final Core core;
    private final Books books;
    private final Execution execution;
    private final StrategyHost strategies;
    private final Refusals refusals;
    private final SlowSeries series;
    private final MarketCaps caps;
    private final Scan scan;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final InstrumentDefinitionDecoder message = new InstrumentDefinitionDecoder();
    private final InstrumentStatusDecoder status = new InstrumentStatusDecoder();

    ReferenceInbound(Core core, Parts parts) {
        this.core = core;
        books = parts.books;
        execution = parts.execution;
        strategies = parts.strategies;
        refusals = parts.refusals;
        series = parts.series;
        caps = parts.caps;
        scan = parts.scan;
    }

    void onDefinition(DirectBuffer buffer, int offset) {
        message.wrapAndApplyHeader(buffer, offset, header);
        Definition definition = new Definition();
        int id = DefinitionReader.read(message, definition);
        int change =
                id < 0 ? InstrumentTable.REFUSED : core.instruments.define(id, definition, execution.isEngaged(id));
        if ((change & InstrumentTable.REFUSED) != 0) {
            core.counters.add(Counters.Cause.BAD_DEFINITION);
            core.alert(Severity.WARN, core.rules.code("INST-1"), id, Long.MIN_VALUE, Long.MIN_VALUE, Out.NO_INDEX);
            return;
        }
        if ((change & InstrumentTable.NEW) != 0) {
            open(core.instruments.at(id));
            strategies.open(core.instruments.at(id));
        } else if ((change & InstrumentTable.EPOCH) != 0) {
            core.market(id).onDefinitionChanged();
            core.alert(Severity.WARN, core.rules.code("INST-5"), id, Long.MIN_VALUE, Long.MIN_VALUE, Out.NO_INDEX);
        }
        if ((change & InstrumentTable.STATUS) != 0) {
            execution.onStatus(id);
        }
        scan.subscriptions.renew(id);
    }

    /** Makes the analytics of every instrument that came with a snapshot. */
    void openAll() {
        for (int id = 0; id < InstrumentTable.MAX_ID; id++) {
            if (core.instruments.isDefined(id)) {
                open(core.instruments.at(id));
            }
        }
    }

    private void open(Instrument instrument) {
        refusals.open(instrument.id());
        series.open(instrument.id());
        caps.open(instrument.id());
        scan.open(instrument.id());
        BookBuilder book = books.open(
                instrument.id(),
                BookBuilder.modelOf(instrument.seqModel()),
                instrument.tick(),
                core.settings.books().maxLevelsA());
        LevelListener levels = (level, startNs, price, n, event) -> {
            core.decisions.levelEvent(level, startNs, price, n, event, instrument.id(), instrument.venue());
        };
        core.add(new Market(instrument, core.settings.markets(), book, core.timers, levels, strategies));
    }

    void onStatus(DirectBuffer buffer, int offset) {
        status.wrapAndApplyHeader(buffer, offset, header);
        int id = InHead.instrument(buffer, offset);
        if (!core.instruments.isDefined(id)) {
            core.counters.add(Counters.Cause.UNKNOWN_INSTRUMENT);
            return;
        }
        if (core.instruments.status(id, status.status(), status.untilNs())) {
            execution.onStatus(id);
        }
    }
}
