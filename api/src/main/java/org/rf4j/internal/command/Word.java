package org.rf4j.internal.command;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The bytes of the words that commands are made of, encoded once. Nobody changes the arrays. */
final class Word {

    private static final Map<String, byte[]> KNOWN = new HashMap<>();

    static final byte[] AFTER = known("AFTER");
    static final byte[] AND = known("AND");
    static final byte[] BEFORE = known("BEFORE");
    static final byte[] BIT = known("BIT");
    static final byte[] BYLEX = known("BYLEX");
    static final byte[] BYSCORE = known("BYSCORE");
    static final byte[] COUNT = known("COUNT");
    static final byte[] ENCODING = known("ENCODING");
    static final byte[] ENTRIESREAD = known("ENTRIESREAD");
    static final byte[] FIELDS = known("FIELDS");
    static final byte[] FREQ = known("FREQ");
    static final byte[] FROMLONLAT = known("FROMLONLAT");
    static final byte[] FROMMEMBER = known("FROMMEMBER");
    static final byte[] FULL = known("FULL");
    static final byte[] GET = known("GET");
    static final byte[] GROUP = known("GROUP");
    static final byte[] IDLETIME = known("IDLETIME");
    static final byte[] IDX = known("IDX");
    static final byte[] IFEQ = known("IFEQ");
    static final byte[] INCR = known("INCR");
    static final byte[] JUSTID = known("JUSTID");
    static final byte[] LEFT = known("LEFT");
    static final byte[] LEN = known("LEN");
    static final byte[] LIMIT = known("LIMIT");
    static final byte[] MAX = known("MAX");
    static final byte[] MIN = known("MIN");
    static final byte[] MINMATCHLEN = known("MINMATCHLEN");
    static final byte[] NOT = known("NOT");
    static final byte[] OR = known("OR");
    static final byte[] REFCOUNT = known("REFCOUNT");
    static final byte[] REV = known("REV");
    static final byte[] RIGHT = known("RIGHT");
    static final byte[] STORE = known("STORE");
    static final byte[] STOREDIST = known("STOREDIST");
    static final byte[] STREAMS = known("STREAMS");
    static final byte[] WITHCOORD = known("WITHCOORD");
    static final byte[] WITHDIST = known("WITHDIST");
    static final byte[] WITHHASH = known("WITHHASH");
    static final byte[] WITHMATCHLEN = known("WITHMATCHLEN");
    static final byte[] WITHSCORE = known("WITHSCORE");
    static final byte[] WITHSCORES = known("WITHSCORES");
    static final byte[] WITHVALUES = known("WITHVALUES");
    static final byte[] XOR = known("XOR");
    static final byte[] LEX_LOWEST = known("-");
    static final byte[] LEX_HIGHEST = known("+");

    static {
        for (String word : new String[] {
            "PX",
            "PXAT",
            "KEEPTTL",
            "PERSIST",
            "NX",
            "XX",
            "GT",
            "LT",
            "CH",
            "REPLACE",
            "ABSTTL",
            "BY",
            "DESC",
            "ALPHA",
            "DB",
            "RANK",
            "MAXLEN",
            "MINID",
            "NOMKSTREAM",
            "BLOCK",
            "NOACK",
            "*",
            "~",
            "$",
            ">",
            "WEIGHTS",
            "AGGREGATE",
            "SUM",
            "ASC",
            "ANY",
            "BYRADIUS",
            "BYBOX",
            "OVERFLOW",
            "SET",
            "INCRBY",
            "0",
            "-inf",
            "+inf"
        }) {
            known(word);
        }
    }

    private Word() {}

    private static byte[] known(String word) {
        return KNOWN.computeIfAbsent(word, text -> text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Returns the bytes of a word, those kept where it is a known one. */
    static byte[] bytes(String word) {
        byte[] kept = KNOWN.get(word);
        return kept == null ? word.getBytes(StandardCharsets.UTF_8) : kept;
    }
}
