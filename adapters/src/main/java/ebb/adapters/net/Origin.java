package ebb.adapters.net;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Locale;

/**
 * Host, port and whether TLS is spoken there.
 *
 * @param host name or literal address, without brackets
 * @param port 1 to 65535
 * @param isSecure TLS
 */
record Origin(String host, int port, boolean isSecure) {
    private static final int SECURE_PORT = 443;
    private static final int PLAIN_PORT = 80;

    /**
     * Reads a URI. Plain text is for this machine only: nobody else's word is taken without a certificate.
     *
     * @throws IllegalArgumentException for another scheme, no host, credentials in the URI, plain text to elsewhere
     */
    static Origin of(URI uri, String secure, String plain) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        String host = uri.getHost();
        if (host == null || !scheme.equals(secure) && !scheme.equals(plain)) {
            throw new IllegalArgumentException(uri + ": want " + secure + "://host[:port]/path");
        }
        if (uri.getUserInfo() != null) {
            throw new IllegalArgumentException("no credentials in the address of " + host);
        }
        boolean isSecure = scheme.equals(secure);
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        if (!isSecure && !isHere(bare)) {
            throw new IllegalArgumentException(
                    uri + ": " + plain + " is allowed to this machine only; use " + secure + "://");
        }
        int port = uri.getPort() > 0 ? uri.getPort() : isSecure ? SECURE_PORT : PLAIN_PORT;
        return new Origin(bare, port, isSecure);
    }

    InetSocketAddress address() {
        return InetSocketAddress.createUnresolved(host, port);
    }

    /** As in the Host header: the port only where it is not the scheme's own. */
    String authority() {
        String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return port == (isSecure ? SECURE_PORT : PLAIN_PORT) ? name : name + ":" + port;
    }

    private static boolean isHere(String host) {
        return host.equals("localhost") || host.equals("::1") || host.matches("127(\\.\\d{1,3}){3}");
    }
}
