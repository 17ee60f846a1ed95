package ebb.adapters.venuesim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import ebb.adapters.net.Heartbeat;
import ebb.adapters.net.NetLoop;
import ebb.adapters.net.NetSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureVenueTest {
    @TempDir
    Path dir;

    @Test
    void shouldTellACaptureWhenItsTimeComesAndAnswerWhatWasAnswered() throws Exception {
        Path file = dir.resolve("mexc.frames");
        Files.writeString(
                file,
                "1000\topen\t1\t\n"
                        + "1000\thttp\thttps://contract.mexc.com/api/v1/contract/depth/A?limit=5\t{\"version\":1}\n"
                        + "2000\tin\t1\t{\"n\":1}\n"
                        + "2000\tout\t1\t{\"method\":\"ping\"}\n"
                        + "3000\tin\t1\t{\"n\":2}\n"
                        + "4000\tclose\t1\treset\n");
        AtomicLong clock = new AtomicLong();
        NetSettings quick =
                NetSettings.DEFAULTS.with(new NetSettings.Reconnect(20_000_000L, 100_000_000L, 0, 1_000_000_000L, 7));
        NetLoop loop = new NetLoop("visitors", quick, System::nanoTime);
        try (CaptureVenue venue = new CaptureVenue(file, clock::get)) {
            SimVisitor visitor = SimVisitor.enter(loop, venue.socket(), Heartbeat.PING_FRAME);
            assertEquals(404, get(venue, "/api/v1/contract/depth/A").statusCode());
            clock.set(2_000);
            assertEquals("{\"n\":1}", visitor.take());
            assertEquals(
                    "{\"version\":1}",
                    get(venue, "/api/v1/contract/depth/A?limit=1500").body());
            clock.set(3_999);
            assertEquals("{\"n\":2}", visitor.take());
            clock.set(4_000);
            assertEquals("DOWN RESET 0", visitor.take());
            assertEquals("LIVE", visitor.take());
            assertEquals(2, venue.sent());
            assertNull(venue.failure());
        } finally {
            loop.close();
        }
    }

    private static HttpResponse<String> get(CaptureVenue venue, String target) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(venue.rest() + target)).build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
