package ebb.desk.ledger;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Rows as lines of CSV (RFC 4180): a name with a comma, a quote or a line break in it is quoted. */
public final class Csv {
    private Csv() {}

    /**
     * Rows with their header.
     *
     * @param columns names, in their order
     * @param rows by name of column; what is absent is empty
     * @return one line for the header and one for each row, without line ends
     */
    public static List<String> lines(List<String> columns, List<Map<String, Object>> rows) {
        List<String> lines = new ArrayList<>();
        lines.add(String.join(",", columns));
        for (Map<String, Object> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns.size(); i++) {
                line.append(i == 0 ? "" : ",").append(cell(row.get(columns.get(i))));
            }
            lines.add(line.toString());
        }
        return lines;
    }

    private static String cell(Object value) {
        if (value == null) {
            return "";
        }
        String text = value instanceof List<?> list ? joined(list) : plain(value);
        boolean isPlain =
                text.indexOf(',') < 0 && text.indexOf('"') < 0 && text.indexOf('\n') < 0 && text.indexOf('\r') < 0;
        return isPlain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    /** A share of a billionth is no power of ten to a spreadsheet. */
    private static String plain(Object value) {
        return value instanceof BigDecimal number ? number.toPlainString() : String.valueOf(value);
    }

    private static String joined(List<?> list) {
        return String.join(";", list.stream().map(Csv::plain).toList());
    }
}
