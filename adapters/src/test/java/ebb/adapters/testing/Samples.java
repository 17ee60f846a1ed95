package ebb.adapters.testing;

/** Hand-made frames in the venues' own spelling, one of each kind; values invented. */
public final class Samples {
    private Samples() {}

    /** USD-M futures, {@code BTCUSDT} at two and three decimals. */
    public static String[] usdm() {
        return new String[] {
            "{\"stream\":\"btcusdt@depth@100ms\",\"data\":{\"e\":\"depthUpdate\",\"E\":1770000000105,\"T\":1770000000101,"
                    + "\"s\":\"BTCUSDT\",\"U\":9001,\"u\":9008,\"pu\":8994,\"b\":[[\"61250.10\",\"1.204\"],"
                    + "[\"61249.00\",\"0.000\"],[\"9.00\",\"120.5\"]],\"a\":[[\"61251.00\",\"0\"],[\"61252.37\",\"33.010\"]]}}",
            "{\"e\":\"depthUpdate\",\"E\":1770000000105,\"T\":1770000000101,\"s\":\"BTCUSDT\",\"ps\":\"BTCUSDT\",\"st\":1,"
                    + "\"U\":5123107832006,\"u\":5123107837557,\"pu\":5123107831937,\"b\":[" + levels("6124", 40)
                    + "],\"a\":[" + levels("6130", 40) + "]}",
            "{\"e\":\"aggTrade\",\"E\":1770000000105,\"s\":\"BTCUSDT\",\"a\":501,\"p\":\"61250.10\",\"q\":\"0.250\","
                    + "\"nq\":\"0.200\",\"f\":900,\"l\":903,\"T\":1770000000101,\"m\":true,\"st\":1}",
            "{\"stream\":\"btcusdt@trade\",\"data\":{\"e\":\"trade\",\"E\":1770000000105,\"T\":1770000000101,"
                    + "\"s\":\"BTCUSDT\",\"t\":5266583935,\"p\":\"61800.30\",\"q\":\"0.006\",\"X\":\"MARKET\",\"m\":false}}",
            "{\"e\":\"bookTicker\",\"u\":5123107839020,\"s\":\"BTCUSDT\",\"b\":\"61800.20\",\"B\":\"2.507\","
                    + "\"a\":\"61800.30\",\"A\":\"2.510\",\"T\":1770000000101,\"E\":1770000000105}",
            "{\"e\":\"markPriceUpdate\",\"E\":1770000000000,\"s\":\"BTCUSDT\",\"p\":\"61249.80000000\","
                    + "\"ap\":\"61249.90000000\",\"i\":\"61251.21345678\",\"P\":\"61250.00000000\",\"r\":\"0.00010000\","
                    + "\"T\":1770019200000}",
            "{\"e\":\"kline\",\"E\":1770000000000,\"s\":\"BTCUSDT\",\"k\":{\"t\":1769999940000,\"T\":1769999999999,"
                    + "\"s\":\"BTCUSDT\",\"i\":\"1m\",\"f\":100,\"L\":200,\"o\":\"61240.10\",\"c\":\"61250.20\","
                    + "\"h\":\"61255.00\",\"l\":\"61239.90\",\"v\":\"100.250\",\"n\":100,\"x\":true,\"q\":\"6140000.1\","
                    + "\"V\":\"50.125\",\"Q\":\"3070000.0\",\"B\":\"0\"}}",
            "{\"e\":\"forceOrder\",\"E\":1770000000000,\"o\":{\"s\":\"BTCUSDT\",\"S\":\"SELL\",\"o\":\"LIMIT\",\"f\":\"IOC\","
                    + "\"q\":\"1.200\",\"p\":\"61100.00\",\"ap\":\"61105.30\",\"X\":\"FILLED\",\"l\":\"0.400\",\"z\":\"1.200\","
                    + "\"T\":1770000000101}}",
            "{\"e\":\"24hrTicker\",\"E\":1770000000000,\"s\":\"BTCUSDT\",\"p\":\"-131.40\",\"P\":\"-0.786\","
                    + "\"w\":\"16628.97\",\"c\":\"16584.60\",\"Q\":\"0.002\",\"o\":\"16716.00\",\"h\":\"16764.89\","
                    + "\"l\":\"16451.00\",\"v\":\"122474.816\",\"q\":\"2036102085.69746400\",\"O\":1672429382136}",
            "{\"result\":null,\"id\":7}",
            "{\"lastUpdateId\":1027024,\"E\":1770000000000,\"T\":1769999999990,\"bids\":[" + levels("6124", 30)
                    + "],\"asks\":[" + levels("6130", 30) + "]}"
        };
    }

    /** Spot, {@code BTCUSDT} at two and eight decimals. */
    public static String[] spot() {
        return new String[] {
            "{\"stream\":\"btcusdt@depth@100ms\",\"data\":{\"e\":\"depthUpdate\",\"E\":1770000000105,\"s\":\"BTCUSDT\","
                    + "\"U\":50093239189,\"u\":50093239202,\"b\":[[\"61737.63000000\",\"0.00000000\"],"
                    + "[\"61730.17000000\",\"3.78826000\"]],\"a\":[[\"61837.64000000\",\"1.54698000\"]]}}",
            "{\"stream\":\"btcusdt@bookTicker\",\"data\":{\"u\":50093239212,\"s\":\"BTCUSDT\",\"b\":\"61837.63000000\","
                    + "\"B\":\"3.78826000\",\"a\":\"61837.64000000\",\"A\":\"1.54698000\"}}",
            "{\"stream\":\"btcusdt@trade\",\"data\":{\"e\":\"trade\",\"E\":1770000000105,\"s\":\"BTCUSDT\",\"t\":3735683259,"
                    + "\"p\":\"61837.63000000\",\"q\":\"0.02000000\",\"T\":1770000000104,\"m\":true,\"M\":true}}",
            "{\"stream\":\"btcusdt@depth5@100ms\",\"data\":{\"lastUpdateId\":160,\"bids\":[[\"61837.60\",\"10\"],"
                    + "[\"61837.70\",\"1\"]],\"asks\":[[\"61838.00\",\"100\"]]}}",
            "{\"e\":\"serverShutdown\",\"E\":1770000000105}",
            "{\"code\":2,\"msg\":\"Invalid request\",\"id\":3}",
            "{\"lastUpdateId\":50093239218,\"bids\":[[\"61837.63000000\",\"3.78826000\"]],"
                    + "\"asks\":[[\"61837.64000000\",\"1.60520000\"]]}"
        };
    }

    /** MEXC perpetuals, {@code BTC_USDT} at one decimal and whole contracts. */
    public static String[] mexc() {
        return new String[] {
            "{\"symbol\":\"BTC_USDT\",\"data\":{\"cts\":1770000000319,\"asks\":[[61250.5,1804,3],[61251,12,1]],"
                    + "\"bids\":[[6.12501E+4,0,0],[61250.0,25329.000000,58]],\"end\":7004,\"begin\":7001,\"version\":7004},"
                    + "\"channel\":\"push.depth\",\"ts\":1770000000321}",
            "{\"symbol\":\"BTC_USDT\",\"data\":{\"cts\":1770000000319,\"asks\":[" + bare(6126, 50) + "],\"bids\":["
                    + bare(6124, 50) + "],\"end\":7004,\"begin\":7001,\"version\":7004},\"channel\":\"push.depth\","
                    + "\"ts\":1770000000321}",
            "{\"symbol\":\"BTC_USDT\",\"data\":{\"asks\":[[61250.5,1804,3]],\"bids\":[],\"version\":7004},"
                    + "\"channel\":\"push.depth.full\",\"ts\":1770000000321}",
            "{\"symbol\":\"BTC_USDT\",\"data\":[{\"p\":61250.3,\"v\":49,\"T\":2,\"O\":3,\"M\":2,\"i\":\"901\","
                    + "\"t\":1770000000400,\"cts\":\"1770000000399\"},{\"p\":61250.4,\"v\":3,\"T\":1,\"O\":1,\"M\":1,"
                    + "\"i\":\"902\",\"t\":1770000000401}],\"channel\":\"push.deal\",\"ts\":1770000000401}",
            "{\"symbol\":\"BTC_USDT\",\"data\":{\"symbol\":\"BTC_USDT\",\"lastPrice\":76353.8,\"riseFallRate\":0.0079,"
                    + "\"fairPrice\":76354.2,\"indexPrice\":76387.6,\"volume24\":966351187,\"amount24\":7332559529.68844,"
                    + "\"lower24Price\":75025.1,\"high24Price\":76744.1,\"timestamp\":1770000000008,\"holdVol\":4310237,"
                    + "\"riseFallRates\":[0.0079,-0.0251,null],\"fundingRate\":0.000071},\"channel\":\"push.ticker\","
                    + "\"ts\":1770000000008}",
            "{\"symbol\":\"BTC_USDT\",\"data\":{\"symbol\":\"BTC_USDT\",\"price\":75986},\"channel\":\"push.fair.price\","
                    + "\"ts\":1770000000821}",
            "{\"symbol\":\"BTC_USDT\",\"data\":{\"symbol\":\"BTC_USDT\",\"rate\":0.000081,\"nextSettleTime\":1770019200000},"
                    + "\"channel\":\"push.funding.rate\",\"ts\":1770000000049}",
            "{\"channel\":\"push.kline\",\"data\":{\"a\":233.74026934364474,\"c\":6885,\"h\":6910.5,\"interval\":\"Min60\","
                    + "\"l\":6885,\"o\":6894.5,\"q\":1611754,\"symbol\":\"BTC_USDT\",\"t\":1587448800},"
                    + "\"symbol\":\"BTC_USDT\",\"ts\":1587442022003}",
            "{\"channel\":\"push.tickers\",\"data\":[{\"fairPrice\":183.01,\"lastPrice\":183,\"symbol\":\"BSV_USDT\","
                    + "\"volume24\":200},{\"fairPrice\":61000.1,\"lastPrice\":61000.2,\"symbol\":\"BTC_USDT\","
                    + "\"volume24\":200}],\"ts\":1587442022003}",
            "{\"channel\":\"rs.sub.depth\",\"data\":\"success\",\"ts\":1770000000001}",
            "{\"channel\":\"pong\",\"data\":1770000000123,\"ts\":1770000000123}",
            "{\"success\":true,\"code\":0,\"data\":{\"asks\":[[61250.5,60,2],[6.13E+4,1.2E+3,4]],"
                    + "\"bids\":[[61250.1,2040,1]],\"version\":7004,\"timestamp\":1770000000700}}"
        };
    }

    private static String levels(String head, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(i > 0 ? "," : "")
                    .append("[\"")
                    .append(head)
                    .append(i % 10)
                    .append('.')
                    .append(10 + i);
            text.append("\",\"").append(i * 7 % 23).append('.').append(100 + i).append("\"]");
        }
        return text.toString();
    }

    private static String bare(int head, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(i > 0 ? "," : "")
                    .append('[')
                    .append(head)
                    .append(i % 10)
                    .append('.')
                    .append(i * 3 % 10);
            text.append(',').append(i * 17).append(',').append(i % 5).append(']');
        }
        return text.toString();
    }
}
