package ebb.adapters.net;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certificate authority for tests, written out in DER by hand: right and wrong certificates for loopback. */
final class TestCertificates {
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final int OCTETS = 0x04;
    private static final int BITS = 0x03;
    private static final int OID = 0x06;
    private static final int UTF8 = 0x0C;
    private static final int GENERALIZED_TIME = 0x18;
    private static final byte[] TRUE = {0x01, 0x01, (byte) 0xFF};
    private static final byte[] COMMON_NAME = {0x55, 0x04, 0x03};
    private static final byte[] BASIC_CONSTRAINTS = {0x55, 0x1D, 0x13};
    private static final byte[] ALTERNATIVE_NAME = {0x55, 0x1D, 0x11};
    private static final byte[] ECDSA_SHA256 = {0x2A, (byte) 0x86, 0x48, (byte) 0xCE, 0x3D, 0x04, 0x03, 0x02};
    private static final AtomicLong SERIALS = new AtomicLong(1);

    private final String name;
    private final KeyPair keys;
    private final X509Certificate certificate;

    private TestCertificates(String name, KeyPair keys, X509Certificate certificate) {
        this.name = name;
        this.keys = keys;
        this.certificate = certificate;
    }

    static TestCertificates authority(String name) throws GeneralSecurityException {
        KeyPair keys = keys();
        Instant now = Instant.now();
        byte[] extension = extension(BASIC_CONSTRAINTS, true, der(SEQUENCE, TRUE));
        X509Certificate certificate = sign(
                name,
                keys.getPrivate(),
                name,
                keys,
                now.minus(1, ChronoUnit.DAYS),
                now.plus(1, ChronoUnit.DAYS),
                extension);
        return new TestCertificates(name, keys, certificate);
    }

    /** The authority's own certificate as a PEM file. */
    Path pem(Path file) throws IOException, GeneralSecurityException {
        String text = "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
        return Files.writeString(file, text);
    }

    /** A server whose certificate, by this authority, is for that DNS name and 127.0.0.1 if isHere. */
    SSLContext server(String dnsName, boolean isHere, Instant from, Instant until) throws Exception {
        KeyPair leaf = keys();
        byte[] names = der(0x82, dnsName.getBytes(StandardCharsets.US_ASCII));
        if (isHere) {
            names = join(names, der(0x87, new byte[] {127, 0, 0, 1}));
        }
        byte[] extension = extension(ALTERNATIVE_NAME, false, der(SEQUENCE, names));
        X509Certificate signed = sign(name, keys.getPrivate(), dnsName, leaf, from, until, extension);
        return context(leaf.getPrivate(), signed, certificate);
    }

    /** A server that vouches for itself. */
    static SSLContext selfSigned() throws Exception {
        KeyPair leaf = keys();
        Instant now = Instant.now();
        byte[] names =
                join(der(0x82, "localhost".getBytes(StandardCharsets.US_ASCII)), der(0x87, new byte[] {127, 0, 0, 1}));
        byte[] extension = extension(ALTERNATIVE_NAME, false, der(SEQUENCE, names));
        X509Certificate own = sign(
                "localhost",
                leaf.getPrivate(),
                "localhost",
                leaf,
                now.minusSeconds(60),
                now.plusSeconds(3600),
                extension);
        return context(leaf.getPrivate(), own);
    }

    private static KeyPair keys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static SSLContext context(PrivateKey key, X509Certificate... chain) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("server", key, new char[0], chain);
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }

    private static X509Certificate sign(
            String issuer,
            PrivateKey issuerKey,
            String subject,
            KeyPair subjectKeys,
            Instant from,
            Instant until,
            byte[] extension)
            throws GeneralSecurityException {
        byte[] algorithm = der(SEQUENCE, der(OID, ECDSA_SHA256));
        byte[] body = der(
                SEQUENCE,
                join(
                        der(0xA0, integer(2)),
                        integer(SERIALS.getAndIncrement()),
                        algorithm,
                        distinguished(issuer),
                        der(SEQUENCE, join(time(from), time(until))),
                        distinguished(subject),
                        subjectKeys.getPublic().getEncoded(),
                        der(0xA3, der(SEQUENCE, extension))));
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(issuerKey);
        signature.update(body);
        byte[] whole = der(SEQUENCE, join(body, algorithm, der(BITS, join(new byte[1], signature.sign()))));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(whole));
    }

    private static byte[] distinguished(String name) {
        byte[] text = der(UTF8, name.getBytes(StandardCharsets.UTF_8));
        return der(SEQUENCE, der(SET, der(SEQUENCE, join(der(OID, COMMON_NAME), text))));
    }

    private static byte[] extension(byte[] id, boolean isCritical, byte[] value) {
        return der(SEQUENCE, join(der(OID, id), isCritical ? TRUE : new byte[0], der(OCTETS, value)));
    }

    private static byte[] integer(long value) {
        return der(0x02, BigInteger.valueOf(value).toByteArray());
    }

    private static byte[] time(Instant at) {
        String text = DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'")
                .withZone(ZoneOffset.UTC)
                .format(at);
        return der(GENERALIZED_TIME, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] der(int tag, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length < 0x80) {
            out.write(content.length);
        } else if (content.length < 0x100) {
            out.write(0x81);
            out.write(content.length);
        } else {
            out.write(0x82);
            out.write(content.length >>> 8);
            out.write(content.length);
        }
        out.writeBytes(content);
        return out.toByteArray();
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] each : parts) {
            out.writeBytes(each);
        }
        return out.toByteArray();
    }
}
