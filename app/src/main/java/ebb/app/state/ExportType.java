package ebb.app.state;

import java.util.Locale;

/** What {@code ebb journal export} can print, one row a message. */
public enum ExportType {
    /** Prints as they came. */
    TRADE("venue,symbol,price,quantity,side,tradeId,exchangeTimeNs"),
    /** Best bid and ask of our book after each message that changed them. */
    TOP("venue,symbol,state,bid,bidQuantity,ask,askQuantity"),
    /** Depth as it came, levels as price:quantity. */
    DELTA("venue,symbol,first,last,previous,bids,asks"),
    /** Orders as they left. */
    ORDER("clOrd,signal,venue,symbol,role,side,type,price,stop,quantity"),
    /** Executions. */
    FILL("clOrd,venue,symbol,side,price,quantity,fee,liquidity"),
    /** Closed bars. */
    BAR("venue,symbol,frame,openTimeNs,open,high,low,close,volume,buyVolume,cvdClose,flags"),
    /** Every step of the rejection tracker. */
    REJECTION("venue,symbol,barStartNs,event,level,price,count");

    private final String columns;

    ExportType(String columns) {
        this.columns = columns;
    }

    /** The header line. */
    public String header() {
        return "sequence,engineTimeNs," + columns;
    }

    /** As typed on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
