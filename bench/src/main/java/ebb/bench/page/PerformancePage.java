package ebb.bench.page;

import ebb.bench.row.Row;
import java.nio.file.Path;
import java.util.List;

public final class PerformancePage {
    public PerformancePage(List<Row> r, String w) {}

    public void write(Path p) {}
}
