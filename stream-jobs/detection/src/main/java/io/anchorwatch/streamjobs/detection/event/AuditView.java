// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.anchorwatch.streamjobs.detection.value.Missing;
import io.anchorwatch.streamjobs.detection.value.TreePath;
import io.anchorwatch.streamjobs.detection.value.Values;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An audit event: envelope in slots, bodies as byte ranges that become trees when a rule looks into them. */
public final class AuditView implements EventView {

    /** Keys one of which is in every pod spec, and in every part of one that tells anything of security. */
    static final Set<String> POD_SPEC_KEYS = Set.of(
            "containers", "initContainers", "ephemeralContainers", "hostPID", "hostIPC", "hostNetwork", "volumes");

    private static final Envelope[] FIELDS = Envelope.values();
    private static final TreePath[] PATHS =
            Stream.of(FIELDS).map(field -> TreePath.of(field.path())).toArray(TreePath[]::new);

    private static final Set<Envelope> ALL = Collections.unmodifiableSet(EnumSet.allOf(Envelope.class));

    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    /** In the place of a value that is there and was not read. */
    private static final Object UNREAD = new Object();

    /** The last slots; see {@link Envelope#isBody}. */
    private static final int BODIES = FIELDS.length - Envelope.REQUEST_OBJECT.ordinal();

    /** Larger ones count as none. */
    private static final long MAX_NUMBER = 1_000_000_000_000_000_000L;

    private final byte[] json;
    private final Set<Envelope> wanted;
    private final Object[] slots = new Object[FIELDS.length];
    private final int[] bodyRanges = new int[2 * BODIES];
    private final @Nullable JsonNode[] bodies = new JsonNode[BODIES];
    private long entered;
    private boolean podSpecs;
    private boolean irregular;
    private @Nullable JsonNode tree;
    private final @Nullable Object[] memo;

    private AuditView(byte[] json, int memoSize, Set<Envelope> wanted) {
        this.json = json;
        this.wanted = wanted;
        this.memo = new Object[memoSize];
        Arrays.fill(slots, Missing.ABSENT);
    }

    /** Decodes an event with all slots filled; see {@link #decode(byte[], int, Set)}. */
    public static AuditView decode(byte[] json, int memoSize) throws IOException {
        return decode(json, memoSize, ALL);
    }

    /**
     * Decodes an event.
     *
     * @param memoSize places for values that are computed once an event, see {@link #memo}
     * @param wanted slots to fill at once. The others cost a tree of the whole event when somebody asks for them
     * @throws IOException when the bytes are not one JSON object; the message holds no event text
     */
    public static AuditView decode(byte[] json, int memoSize, Set<Envelope> wanted) throws IOException {
        AuditView view = new AuditView(json, memoSize, wanted);
        AuditDecoder.decode(json, view);
        if (view.irregular) {
            view.readFromTree();
        }
        return view;
    }

    private void readFromTree() {
        for (Envelope field : FIELDS) {
            if (!field.isBody()) {
                slots[field.ordinal()] = PATHS[field.ordinal()].read(tree());
            }
        }
    }

    /**
     * Parses any JSON value into a tree.
     *
     * @throws IOException when the bytes are not one JSON value
     */
    public static JsonNode parse(byte[] json) throws IOException {
        return JsonTrees.read(json, 0, json.length);
    }

    void set(Envelope slot, Object value) {
        slots[slot.ordinal()] = value;
    }

    boolean wants(Envelope slot) {
        return wanted.contains(slot);
    }

    void leaveUnread(Envelope slot) {
        slots[slot.ordinal()] = UNREAD;
    }

    void body(Envelope slot, int from, int to, boolean podSpec) {
        podSpecs |= podSpec;
        int at = index(slot);
        bodyRanges[2 * at] = from;
        bodyRanges[2 * at + 1] = to;
        bodies[at] = null;
    }

    void body(Envelope slot, JsonNode scalar) {
        bodies[index(slot)] = scalar;
    }

    private static int index(Envelope body) {
        return body.ordinal() - Envelope.REQUEST_OBJECT.ordinal();
    }

    /** Notes that a group of slots begins; true when it began before. */
    boolean enter(int group) {
        boolean again = (entered >> group & 1) != 0;
        entered |= 1L << group;
        return again;
    }

    /** Notes that the slots may not tell what the tree would. */
    void irregular() {
        irregular = true;
    }

    /** The value in a slot other than the bodies. */
    public Object value(Envelope slot) {
        Object value = slots[slot.ordinal()];
        if (value == UNREAD) {
            value = PATHS[slot.ordinal()].read(tree());
            slots[slot.ordinal()] = value;
        }
        return value;
    }

    /** The text in a slot, empty when it is absent or no text. */
    public String text(Envelope slot) {
        return value(slot) instanceof String text ? text : "";
    }

    /** The texts in a slot that holds an array; what is no text is left out. */
    public List<String> texts(Envelope slot) {
        if (!(value(slot) instanceof List<?> list)) {
            return List.of();
        }
        List<String> texts = new ArrayList<>(list.size());
        for (Object element : list) {
            if (element instanceof String text) {
                texts.add(text);
            }
        }
        return texts;
    }

    /** Whether a slot that holds an array holds a text. */
    public boolean hasText(Envelope slot, String text) {
        return value(slot) instanceof List<?> list && list.contains(text);
    }

    /** The last text in a slot that holds an array, empty when it holds none. */
    public String lastText(Envelope slot) {
        if (value(slot) instanceof List<?> list) {
            for (int i = list.size() - 1; i >= 0; i--) {
                if (list.get(i) instanceof String text) {
                    return text;
                }
            }
        }
        return "";
    }

    /** The number in a slot, 0 when there is none. */
    public long number(Envelope slot) {
        if (value(slot) instanceof Long integer && integer < MAX_NUMBER && integer > -MAX_NUMBER) {
            return integer;
        }
        @Nullable BigDecimal number = Values.number(value(slot));
        return number == null || number.precision() - (long) number.scale() > 18 ? 0 : number.longValue();
    }

    /** {@code requestObject} as a tree; a missing node when the event has none. */
    public JsonNode requestObject() {
        return body(index(Envelope.REQUEST_OBJECT));
    }

    /** {@code responseObject} as a tree; a missing node when the event has none. */
    public JsonNode responseObject() {
        return body(index(Envelope.RESPONSE_OBJECT));
    }

    /**
     * The object as it was before, as a tree: of an object change that is known in both forms. A missing node else, and
     * always for an audit event.
     */
    public JsonNode oldObject() {
        return body(index(Envelope.OLD_OBJECT));
    }

    /**
     * Whether a body may hold a pod spec, told without making a tree of it: it has a key that one has, or it is a list,
     * such as a JSON patch, whose paths may hold it.
     */
    public boolean mayHoldPodSpec() {
        return podSpecs || (bodyRanges[1] != 0 && json[bodyRanges[0]] == '[');
    }

    /** The event with null in the place of each body; the bytes are the caller's. */
    public byte[] withoutBodies() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(json.length / 2 + 16);
        int at = 0;
        for (int next = bodyFrom(at); next >= 0; next = bodyFrom(at)) {
            out.write(json, at, bodyRanges[next] - at);
            out.writeBytes(NULL);
            at = bodyRanges[next + 1];
        }
        out.write(json, at, json.length - at);
        return out.toByteArray();
    }

    /** Where in the ranges the first body at or after a place begins, -1 when there is none. */
    private int bodyFrom(int place) {
        int first = -1;
        for (int i = 0; i < bodyRanges.length; i += 2) {
            boolean later = bodyRanges[i + 1] != 0 && bodyRanges[i] >= place;
            if (later && (first < 0 || bodyRanges[i] < bodyRanges[first])) {
                first = i;
            }
        }
        return first;
    }

    /** Identity of the object in the response, read without making a tree of it. */
    public Written written() {
        int at = 2 * index(Envelope.RESPONSE_OBJECT);
        return bodyRanges[at + 1] == 0 ? Written.NOTHING : Written.read(json, bodyRanges[at], bodyRanges[at + 1]);
    }

    private JsonNode body(int index) {
        @Nullable JsonNode known = bodies[index];
        if (known == null) {
            int from = bodyRanges[2 * index];
            int to = bodyRanges[2 * index + 1];
            known = to == 0 ? MissingNode.getInstance() : parse(from, to - from);
            bodies[index] = known;
        }
        return known;
    }

    @Override
    public JsonNode tree() {
        @Nullable JsonNode known = tree;
        if (known == null) {
            known = parse(0, json.length);
            tree = known;
        }
        return known;
    }

    private JsonNode parse(int offset, int length) {
        try {
            return JsonTrees.read(json, offset, length);
        } catch (IOException impossible) {
            throw new UncheckedIOException("bytes that were decoded before", impossible);
        }
    }

    /** What was kept at a place, null at first. */
    public @Nullable Object memo(int place) {
        return memo[place];
    }

    /** Keeps a value for this event. */
    public void memo(int place, Object value) {
        memo[place] = value;
    }
}
