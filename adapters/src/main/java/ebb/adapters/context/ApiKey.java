package ebb.adapters.context;

/** A provider's key. Never part of a log, a message or an address. */
public final class ApiKey {
    private final String value;

    /**
     * Holds a key.
     *
     * @param value as the provider gave it: printable, without blanks
     */
    public ApiKey(String value) {
        if (value.isEmpty() || !value.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
            throw new IllegalArgumentException("the key of the market caps is empty or holds what no key holds");
        }
        this.value = value;
    }

    String value() {
        return value;
    }

    @Override
    public String toString() {
        return "(hidden)";
    }
}
