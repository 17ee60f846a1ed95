package ebb.engine.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ebb.codecs.sbe.Side;
import ebb.codecs.sbe.Tif;
import ebb.codecs.sbe.Trigger;
import ebb.engine.order.Order;
import org.junit.jupiter.api.AfterEach;

/** The simulated exchange with a book of two levels a side. */
abstract class PaperRig {
    Floor floor = new Floor();

    @AfterEach
    void shouldKeepItsDigest() {
        assertEquals(floor.exchange.digestAnew(), floor.exchange.digest());
        assertEquals(floor.orders.digestAnew(), floor.orders.digest());
    }

    void book() {
        floor.level(Side.SELL, 10_010, 5);
        floor.level(Side.SELL, 10_020, 10);
        floor.level(Side.BUY, 10_000, 5);
        floor.level(Side.BUY, 9_990, 10);
    }

    void assertTold(String... expected) {
        assertEquals(String.join("\n", expected), floor.take());
    }

    Order limit(Side side, long qty, long price, Tif tif) {
        return floor.send(floor.draft().limit(side, qty, price, tif));
    }

    /** Opens a long position of 10 with stop 9500 and no target; the clock then stands at 200. */
    void open(long qty) {
        floor.send(
                floor.draft().limit(Side.BUY, qty, 10_020, Tif.GTC).leverage(10).protectedBy(9_500, Trigger.MARK));
        floor.at(200);
        floor.take();
    }
}
