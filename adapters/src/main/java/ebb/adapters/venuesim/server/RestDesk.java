package ebb.adapters.venuesim.server;

import ebb.adapters.venuesim.fault.FaultKind;
import ebb.adapters.venuesim.fault.Faults;
import ebb.adapters.venuesim.fault.RestFaults;
import ebb.adapters.venuesim.market.Instrument;
import ebb.adapters.venuesim.market.SimVenue;
import ebb.adapters.venuesim.market.SyntheticMarket;
import ebb.adapters.venuesim.wire.BinanceRest;
import ebb.adapters.venuesim.wire.MexcRest;
import ebb.adapters.venuesim.wire.Target;
import ebb.adapters.venuesim.wire.Text;

/** Answers requests to one venue: within its limits, beyond them, and as a fault has it. Loop only. */
final class RestDesk {
    /** Updates that MEXC's book is behind the socket, from request to request. */
    private static final int[] MEXC_LAG = {1, 0, 3};

    private static final int FUNDINGS = 500;
    private static final int BINANCE_WEIGHT = 2_400;
    private static final long SECOND_NS = 1_000_000_000L;

    private final SimVenue venue;
    private final SyntheticMarket market;
    private final SimSettings.Limits limits;
    private final RestFaults faults;
    private final Text out = new Text();
    private final MexcRest mexc;
    private final BinanceRest binance;
    private final Window window;
    /** Binance counts requests for funding on their own. */
    private final Window fundings = new Window(300 * SECOND_NS);

    private long bannedUntilNs;
    private boolean isBanned;
    private int books;
    private long weight;
    private long retryAfterNs;
    private int announced;

    RestDesk(SimVenue venue, SyntheticMarket market, SimSettings settings, Faults faults) {
        this.venue = venue;
        this.market = market;
        this.faults = new RestFaults(faults);
        limits = switch (venue) {
            case MEXC -> settings.mexc();
            case BINANCE_USDM -> settings.futures();
            case BINANCE_SPOT -> settings.spot();
        };
        window = new Window(limits.windowNs());
        mexc = new MexcRest(market, out);
        binance = venue == SimVenue.MEXC ? null : new BinanceRest(venue, market, out);
    }

    /** The body of the last answer. */
    Text body() {
        return out;
    }

    /** Bytes that the last answer promises; more than the body has if it breaks off. */
    int announced() {
        return Math.max(announced, out.length());
    }

    /** Weight of the requests in this window, the last included. */
    long weight() {
        return weight;
    }

    /** After a refusal: seconds to wait; 0 otherwise. */
    long retryAfterSec() {
        return (retryAfterNs + SECOND_NS - 1) / SECOND_NS;
    }

    /**
     * Answers a request.
     *
     * @param hasAgent whether it says who asks; MEXC's firewall wants to know
     * @return HTTP status
     */
    int answer(String uri, boolean hasAgent, long nowNs, long realMs) {
        out.clear();
        retryAfterNs = 0;
        announced = -1;
        Target target = Target.of(uri);
        weight = window.add(nowNs, venue == SimVenue.MEXC ? 1 : binance.weight(target));
        if (venue == SimVenue.MEXC && !hasAgent) {
            return mexc.forbidden();
        }
        if (weight > limits.banWeight()) {
            isBanned = true;
            bannedUntilNs = nowNs + limits.banNs();
        }
        isBanned = isBanned && nowNs < bannedUntilNs;
        if (isBanned) {
            return refuse(true, bannedUntilNs - nowNs);
        }
        if (weight > limits.weight()) {
            return refuse(false, window.leftNs(nowNs));
        }
        if (venue == SimVenue.BINANCE_USDM && target.path().contains("/funding")) {
            // Five hundred where 2,400 weigh in a minute.
            if (fundings.add(nowNs, 1) > limits.weight() * FUNDINGS / BINANCE_WEIGHT) {
                return refuse(false, fundings.leftNs(nowNs));
            }
        }
        boolean isBook = target.path().contains("/depth") && !target.path().contains("/depth_commits");
        long marketMs = (market.timeNs() - market.startNs()) / 1_000_000L;
        RestFaults.Verdict verdict = faults.next(venue, symbol(uri), isBook, marketMs, realMs);
        if (verdict.kind() == FaultKind.LIMITED || verdict.kind() == FaultKind.BANNED) {
            return refuse(verdict.kind() == FaultKind.BANNED, SECOND_NS);
        }
        int lag = verdict.lag();
        if (isBook && venue == SimVenue.MEXC && lag == 0) {
            lag = MEXC_LAG[books++ % MEXC_LAG.length];
        }
        int status = venue == SimVenue.MEXC ? mexc.answer(target, lag) : binance.answer(target, lag);
        announced = out.length();
        if (verdict.kind() == FaultKind.TRUNCATED) {
            out.cut(out.length() / 2);
        }
        return status;
    }

    /** Refuses a connection too many. */
    int refuseConnection() {
        out.clear();
        announced = -1;
        if (venue == SimVenue.MEXC) {
            return mexc.forbidden();
        }
        binance.tooManyConnections();
        return 429;
    }

    private int refuse(boolean isBan, long waitNs) {
        if (venue == SimVenue.MEXC) {
            return isBan ? mexc.forbidden() : mexc.throttled();
        }
        retryAfterNs = Math.max(1, waitNs);
        binance.tooMany(isBan);
        return isBan ? 418 : 429;
    }

    private String symbol(String uri) {
        for (Instrument each : market.instruments()) {
            if (each.spec().venue() == venue && uri.contains(each.spec().symbol())) {
                return each.spec().symbol();
            }
        }
        return null;
    }
}
