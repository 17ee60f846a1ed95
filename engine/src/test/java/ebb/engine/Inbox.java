package ebb.engine;

import ebb.codecs.Nulls;
import ebb.codecs.Rules;
import ebb.codecs.XxHash64;
import ebb.codecs.sbe.Cmd;
import ebb.codecs.sbe.CommandEncoder;
import ebb.codecs.sbe.Durability;
import ebb.codecs.sbe.KillScope;
import ebb.codecs.sbe.LabelEncoder;
import ebb.codecs.sbe.LabelVerdict;
import ebb.codecs.sbe.Mode;
import ebb.codecs.sbe.OperatorBeatEncoder;
import ebb.codecs.sbe.RecPhase;
import ebb.codecs.sbe.ReconcileMarkEncoder;
import ebb.codecs.sbe.RunHeaderEncoder;
import ebb.codecs.sbe.RunTextEncoder;
import ebb.codecs.sbe.RunTextKind;
import ebb.codecs.sbe.TickEncoder;
import ebb.engine.strategy.Strategy;
import java.nio.charset.StandardCharsets;

/** Writes inbound messages for tests and hands them to an engine: those of a market, and those of the process and of people. */
final class Inbox extends MarketInbox {
    Mode mode = Mode.BACKTEST;
    private long commands;

    Inbox(Strategy... strategies) {
        this(settings(), strategies);
    }

    Inbox(EngineSettings settings, Strategy... strategies) {
        super(settings, strategies);
    }

    void start() {
        start("test");
    }

    void start(String configuration) {
        begin(7, Nulls.ID, 1);
        text(RunTextKind.RULES, Rules.load().text());
        text(RunTextKind.CONFIG, configuration);
    }

    /** Another run goes on from the state in hand. */
    void restart(int epoch) {
        begin(epoch, engine.lastSequence(), XxHash64.hash("test"));
        text(RunTextKind.RULES, Rules.load().text());
        text(RunTextKind.CONFIG, "test");
    }

    void begin(int epoch, long snapshotSeq, long configHash) {
        RunHeaderEncoder header = new RunHeaderEncoder();
        header.wrap(open(RunHeaderEncoder.TEMPLATE_ID, RunHeaderEncoder.BLOCK_LENGTH, -1), 8);
        header.runId(1)
                .epoch(epoch)
                .mode(mode)
                .durability(Durability.PAGE_CACHE)
                .started(now)
                .schemaVersion(0)
                .configHash(configHash)
                .instrumentsHash(0)
                .snapshotSeq(snapshotSeq)
                .seed(Nulls.ID);
        header.build("b").jarSha256("j").jvm("v").os("o").profile("p");
        send(header.limit());
    }

    void text(RunTextKind kind, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int chunks = (bytes.length + 899) / 900;
        RunTextEncoder encoder = new RunTextEncoder();
        for (int i = 0; i < chunks; i++) {
            encoder.wrap(open(RunTextEncoder.TEMPLATE_ID, RunTextEncoder.BLOCK_LENGTH, -1), 8);
            int length = Math.min(900, bytes.length - i * 900);
            encoder.runId(1).kind(kind).chunk(i).chunks(chunks).putData(bytes, i * 900, length);
            send(encoder.limit());
        }
    }

    void reconciled() {
        ReconcileMarkEncoder encoder = new ReconcileMarkEncoder();
        encoder.wrap(open(ReconcileMarkEncoder.TEMPLATE_ID, ReconcileMarkEncoder.BLOCK_LENGTH, -1), 8);
        encoder.requestId(Nulls.ID)
                .phase(RecPhase.END)
                .orders(0)
                .fills(0)
                .positions(0)
                .balances(0)
                .code(0);
        send(encoder.limit());
    }

    void command(Cmd kind, int level) {
        command(kind, level, Nulls.ID, "t");
    }

    void command(Cmd kind, int level, long ref, String operator) {
        command(kind, level, ref, Nulls.LONG, operator);
    }

    private void command(Cmd kind, int level, long ref, long price, String operator) {
        CommandEncoder encoder = new CommandEncoder();
        encoder.wrap(open(CommandEncoder.TEMPLATE_ID, CommandEncoder.BLOCK_LENGTH, -1), 8);
        encoder.commandId(++commands)
                .nonce(commands)
                .ref(ref)
                .price(price)
                .qty(Nulls.LONG)
                .expires(Nulls.LONG)
                .kind(kind)
                .level(level == 0 ? Nulls.U8 : (short) level)
                .scope(KillScope.ALL)
                .target(Nulls.U32);
        encoder.operator(operator).text("");
        send(encoder.limit());
    }

    /** A command for one strategy alone (NS-LIV-5). */
    void ofStrategy(Cmd kind, long strategy, int level) {
        CommandEncoder encoder = new CommandEncoder();
        encoder.wrap(open(CommandEncoder.TEMPLATE_ID, CommandEncoder.BLOCK_LENGTH, -1), 8);
        encoder.commandId(++commands)
                .nonce(commands)
                .ref(Nulls.ID)
                .price(Nulls.LONG)
                .qty(Nulls.LONG)
                .expires(Nulls.LONG)
                .kind(kind)
                .level(level == 0 ? Nulls.U8 : (short) level)
                .scope(KillScope.STRATEGY)
                .target(strategy);
        encoder.operator("t").text("");
        send(encoder.limit());
    }

    /** A person's command on a signal or a position. */
    void command(Cmd kind, long ref, long price) {
        command(kind, 0, ref, price, "t");
    }

    /** A person's word on a signal (NS-REV-1). */
    void label(long signal, LabelVerdict verdict) {
        LabelEncoder encoder = new LabelEncoder();
        encoder.wrap(open(LabelEncoder.TEMPLATE_ID, LabelEncoder.BLOCK_LENGTH, -1), 8);
        encoder.commandId(++commands).ref(signal).verdict(verdict).operator("t").note("");
        send(encoder.limit());
    }

    /** So many people watch (NS-LIV-4). */
    void beat(int viewers) {
        OperatorBeatEncoder encoder = new OperatorBeatEncoder();
        encoder.wrap(open(OperatorBeatEncoder.TEMPLATE_ID, OperatorBeatEncoder.BLOCK_LENGTH, -1), 8);
        encoder.viewers(viewers);
        send(encoder.limit());
    }

    void tick() {
        open(TickEncoder.TEMPLATE_ID, TickEncoder.BLOCK_LENGTH, -1);
        send(8 + TickEncoder.BLOCK_LENGTH);
    }
}
