package io.entrepot.channel.kit.wechat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entrepot.channel.spi.CallbackRefused;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** What WeChat pushes: JSON, or XML with the same names. */
record Message(JsonNode node) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DEEPEST = 20;
    private static final String NO_DOCTYPE = "http://apache.org/xml/features/disallow-doctype-decl";

    /** Where the events of orders, of after-sales, and of a mini-program's payments name the order. */
    private static final List<String> ORDER =
            List.of("/order_info/order_id", "/finder_shop_aftersale_status_update/order_id", "/merchant_trade_no");

    /**
     * @throws CallbackRefused when it is neither
     */
    static Message read(String text) throws CallbackRefused {
        try {
            return new Message(text.stripLeading().startsWith("<") ? xml(text) : JSON.readTree(text));
        } catch (JsonProcessingException | SAXException e) {
            throw new CallbackRefused(PushCodes.UNREADABLE, "the message is neither JSON nor XML");
        } catch (IOException | ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The encrypted message in it; empty when it is not encrypted. */
    String encrypted() {
        return node.path("Encrypt").asText("");
    }

    /** The orders that it says have changed. */
    List<String> orderNos() {
        return ORDER.stream()
                .map(node::at)
                .filter(JsonNode::isValueNode)
                .map(JsonNode::asText)
                .filter(no -> no.matches("[0-9A-Za-z_*-]{1,64}"))
                .toList();
    }

    private static JsonNode xml(String text) throws SAXException, IOException, ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature(NO_DOCTYPE, true);
        var builder = factory.newDocumentBuilder();
        builder.setErrorHandler(null);
        return tree(builder.parse(new InputSource(new StringReader(text))).getDocumentElement(), 1);
    }

    private static ObjectNode tree(Element element, int depth) throws SAXException {
        if (depth > DEEPEST) {
            throw new SAXException("elements stand in each other more than " + DEEPEST + " deep");
        }
        ObjectNode tree = JSON.createObjectNode();
        for (Element child : children(element)) {
            tree.set(
                    child.getTagName(),
                    children(child).isEmpty()
                            ? tree.textNode(child.getTextContent().strip())
                            : tree(child, depth + 1));
        }
        return tree;
    }

    private static List<Element> children(Element element) {
        NodeList nodes = element.getChildNodes();
        return Stream.iterate(0, i -> i < nodes.getLength(), i -> i + 1)
                .map(nodes::item)
                .filter(node -> node.getNodeType() == Node.ELEMENT_NODE)
                .map(Element.class::cast)
                .toList();
    }
}
