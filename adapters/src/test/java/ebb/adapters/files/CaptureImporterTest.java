package ebb.adapters.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ebb.adapters.testing.Recorder;
import ebb.testing.SharedData;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Imports of the recordings. */
class CaptureImporterTest {
    @ParameterizedTest
    @CsvSource({
        "binance-usdm-btcusdt-2024-08-08.frames.zst,  93954, 1",
        "binance-coinm-btcusd-perp-2024-08-08.frames.zst, 98386, 1",
        "binance-spot-btcusdt-2024-08-08.frames.zst, 99574, 1",
        "binance-spot-ethusdt-2024-08-08.frames.zst, 79744, 1",
        "binance-cryptofeed.frames.zst, 270, 4",
        "binance-futures-cryptofeed.frames.zst, 1540, 4",
        "binance-delivery-cryptofeed.frames.zst, 4382, 10",
        "mexc-futures-raw-samples.frames, 21, 9",
        "mexc-dialect-raw-samples.frames, 16, 2",
    })
    void shouldAccountForEachFrameOfRecording(String name, long frames, int instruments) {
        Path file = SharedData.file("data/frames/" + name);
        long[] last = {0};
        CaptureImporter importer =
                new CaptureImporter(file, CaptureImporter.venueOf(file), Recorder.endless(), true, Optional.empty());
        CaptureReport report = importer.run(line -> assertEquals(++last[0], line));
        assertEquals(Map.of(), report.rejected());
        assertEquals(frames, report.frames());
        assertEquals(instruments, report.instruments().size());
        long counted =
                report.lines().getOrDefault(LineKind.IN, 0L) + report.lines().getOrDefault(LineKind.HTTP, 0L);
        assertEquals(frames, counted);
    }
}
