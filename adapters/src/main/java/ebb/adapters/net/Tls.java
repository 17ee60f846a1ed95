package ebb.adapters.net;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** The one way Ebb does TLS: the JDK's, 1.2 or 1.3, certificate chain and host name verified, never switched off. */
final class Tls {
    private final SslContext context;

    private Tls(SslContext context) {
        this.context = context;
    }

    /**
     * Loads the trust store; slow, off the event loop.
     *
     * @param trust PEM file trusted instead of the JDK's store
     * @throws IllegalArgumentException if the file is missing or holds no certificate
     */
    static Tls open(Optional<Path> trust) {
        if (trust.isPresent() && !Files.isReadable(trust.get())) {
            throw new IllegalArgumentException(
                    "net.trust: cannot read " + trust.get() + "; give a PEM file or drop the key");
        }
        try {
            SslContextBuilder builder = SslContextBuilder.forClient()
                    .sslProvider(SslProvider.JDK)
                    .protocols("TLSv1.3", "TLSv1.2")
                    .endpointIdentificationAlgorithm("HTTPS");
            if (trust.isPresent()) {
                builder.trustManager(trust.get().toFile());
            }
            return new Tls(builder.build());
        } catch (SSLException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "net.trust: no usable certificates in "
                            + trust.map(Path::toString).orElse("the JDK's store"),
                    e);
        }
    }

    /** A handler for one connection; who waits for the handshake has a deadline of its own, so none is set here. */
    SslHandler handler(ByteBufAllocator allocator, String host, int port) {
        SslHandler handler = context.newHandler(allocator, host, port);
        handler.setHandshakeTimeoutMillis(0);
        return handler;
    }
}
