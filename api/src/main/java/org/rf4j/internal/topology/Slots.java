package org.rf4j.internal.topology;

/** Which of the 16,384 slots of a cluster a key belongs to: CRC16 of the key, or of its hash tag if it has one. */
public final class Slots {

    /** The number of slots. */
    public static final int COUNT = 16_384;

    /** The place of commands without a key: any primary, the same one as long as it works. */
    public static final int ANY = COUNT;

    private static final int[] TABLE = new int[256];

    static {
        for (int i = 0; i < TABLE.length; i++) {
            int crc = i << 8;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 0x8000) != 0 ? (crc << 1) ^ 0x1021 : crc << 1;
            }
            TABLE[i] = crc & 0xFFFF;
        }
    }

    private Slots() {}

    /** Returns the slot of a key or of a shard channel. */
    public static int of(byte[] key) {
        int from = 0;
        int to = key.length;
        int open = indexOf(key, '{', 0);
        if (open >= 0) {
            int close = indexOf(key, '}', open + 1);
            if (close > open + 1) {
                from = open + 1;
                to = close;
            }
        }
        int crc = 0;
        for (int i = from; i < to; i++) {
            crc = ((crc << 8) & 0xFFFF) ^ TABLE[((crc >> 8) ^ key[i]) & 0xFF];
        }
        return crc & (COUNT - 1);
    }

    private static int indexOf(byte[] key, char wanted, int from) {
        for (int i = from; i < key.length; i++) {
            if (key[i] == wanted) {
                return i;
            }
        }
        return -1;
    }
}
