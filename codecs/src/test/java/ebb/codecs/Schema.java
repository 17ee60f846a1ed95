package ebb.codecs;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** Reads {@code ebb.xml} without the tool that generates the flyweights, so that tests can hold one against the other. */
final class Schema {
    /** A named number: value of an enum, bit of a set. */
    record Value(String name, int number) {}

    /** {@code kind} is type, enum, set or composite; {@code length} counts the elements of an array. */
    record Type(
            String name,
            String kind,
            String primitive,
            int length,
            String nullValue,
            List<Value> values,
            List<Field> members) {
        int size() {
            if (kind.equals("composite")) {
                return members.stream().mapToInt(m -> m.type().size()).sum();
            }
            return length * bytes(primitive);
        }
    }

    record Field(String name, Type type, boolean optional) {}

    record Group(String name, int blockLength, int max, List<Field> fields) {}

    record Data(String name, int max) {}

    record Message(int id, String name, int blockLength, List<Field> fields, List<Group> groups, List<Data> texts) {}

    private static final Pattern MAX = Pattern.compile("max (\\d+)");

    private final Map<String, Type> types = new LinkedHashMap<>();
    private final List<Message> messages = new ArrayList<>();

    private Schema() {}

    static Schema load() {
        Schema schema = new Schema();
        try (InputStream in = Schema.class.getResourceAsStream("/ebb.xml")) {
            Element root = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(in)
                    .getDocumentElement();
            for (Element child : children(root)) {
                if (child.getTagName().equals("types")) {
                    children(child).forEach(t -> schema.types.put(t.getAttribute("name"), schema.type(t)));
                } else {
                    schema.messages.add(schema.message(child));
                }
            }
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new IllegalStateException("ebb.xml", e);
        }
        return schema;
    }

    List<Message> messages() {
        return messages;
    }

    Map<String, Type> types() {
        return types;
    }

    static int bytes(String primitive) {
        switch (primitive) {
            case "char":
            case "int8":
            case "uint8":
                return 1;
            case "int16":
            case "uint16":
                return 2;
            case "int32":
            case "uint32":
                return 4;
            default:
                return 8;
        }
    }

    /** What must never change, one fact a line. */
    List<String> facts() {
        List<String> facts = new ArrayList<>();
        for (Type type : types.values()) {
            if (type.kind().equals("enum") || type.kind().equals("set")) {
                facts.add(type.kind() + " " + type.name() + " " + type.primitive());
                type.values().forEach(v -> facts.add("  " + v.number() + " " + v.name()));
            } else if (type.kind().equals("composite")) {
                facts.add("composite " + type.name() + " " + type.size());
                fields(facts, "  ", type.members());
            }
        }
        for (Message message : messages) {
            facts.add("message " + message.id() + " " + message.name() + " " + message.blockLength());
            fields(facts, "  ", message.fields());
            for (Group group : message.groups()) {
                facts.add("  group " + group.name() + " " + group.blockLength());
                fields(facts, "    ", group.fields());
            }
            message.texts().forEach(t -> facts.add("  text " + t.name()));
        }
        return facts;
    }

    private static void fields(List<String> facts, String indent, List<Field> fields) {
        int offset = 0;
        for (Field field : fields) {
            Type type = field.type();
            String wire = type.kind().equals("type") ? type.primitive() : type.name();
            String count = type.length() > 1 ? "[" + type.length() + "]" : "";
            String none = !type.nullValue().isEmpty() ? " null " + type.nullValue() : field.optional() ? " null" : "";
            facts.add(indent + offset + " " + field.name() + " " + wire + count + none);
            offset += type.size();
        }
    }

    private Type type(Element e) {
        String kind = e.getTagName();
        List<Value> values = new ArrayList<>();
        List<Field> members = new ArrayList<>();
        if (!kind.equals("type")) {
            for (Element child : children(e)) {
                switch (child.getTagName()) {
                    case "validValue":
                    case "choice":
                        values.add(new Value(child.getAttribute("name"), Integer.parseInt(child.getTextContent())));
                        break;
                    case "ref":
                        members.add(
                                new Field(child.getAttribute("name"), types.get(child.getAttribute("type")), false));
                        break;
                    default:
                        members.add(new Field(child.getAttribute("name"), type(child), false));
                        break;
                }
            }
        }
        String primitive = e.getAttribute(kind.equals("type") ? "primitiveType" : "encodingType");
        String length = e.getAttribute("length");
        return new Type(
                e.getAttribute("name"),
                kind,
                primitive,
                length.isEmpty() ? 1 : Integer.parseInt(length),
                e.getAttribute("nullValue"),
                values,
                members);
    }

    private Message message(Element e) {
        List<Field> fields = new ArrayList<>();
        List<Group> groups = new ArrayList<>();
        List<Data> texts = new ArrayList<>();
        for (Element child : children(e)) {
            String name = child.getAttribute("name");
            switch (child.getTagName()) {
                case "field":
                    fields.add(field(child));
                    break;
                case "group":
                    List<Field> entry = new ArrayList<>();
                    children(child).forEach(f -> entry.add(field(f)));
                    groups.add(new Group(name, Integer.parseInt(child.getAttribute("blockLength")), max(child), entry));
                    break;
                default:
                    texts.add(new Data(name, max(child)));
                    break;
            }
        }
        return new Message(
                Integer.parseInt(e.getAttribute("id")),
                e.getAttribute("name"),
                Integer.parseInt(e.getAttribute("blockLength")),
                fields,
                groups,
                texts);
    }

    private Field field(Element e) {
        Type type = types.get(e.getAttribute("type"));
        if (type == null) {
            throw new IllegalStateException("no type " + e.getAttribute("type"));
        }
        return new Field(
                e.getAttribute("name"), type, e.getAttribute("presence").equals("optional"));
    }

    private static int max(Element e) {
        Matcher max = MAX.matcher(e.getAttribute("description"));
        if (!max.matches()) {
            throw new IllegalStateException(e.getAttribute("name") + " has no 'max n' in its description");
        }
        return Integer.parseInt(max.group(1));
    }

    private static List<Element> children(Element e) {
        List<Element> children = new ArrayList<>();
        for (Node n = e.getFirstChild(); n != null; n = n.getNextSibling()) {
            if (n instanceof Element) {
                children.add((Element) n);
            }
        }
        return children;
    }
}
