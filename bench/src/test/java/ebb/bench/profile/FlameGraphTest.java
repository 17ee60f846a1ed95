package ebb.bench.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class FlameGraphTest {
    /** Title, left, top and width of each box, in the order drawn. */
    private static List<double[]> boxes(String svg, List<String> titles) throws Exception {
        var document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        List<double[]> boxes = new ArrayList<>();
        var groups = document.getElementsByTagName("g");
        for (int i = 0; i < groups.getLength(); i++) {
            Element group = (Element) groups.item(i);
            titles.add(group.getElementsByTagName("title").item(0).getTextContent());
            Element box = (Element) group.getElementsByTagName("rect").item(0);
            boxes.add(new double[] {
                Double.parseDouble(box.getAttribute("x")),
                Double.parseDouble(box.getAttribute("y")),
                Double.parseDouble(box.getAttribute("width"))
            });
        }
        return boxes;
    }

    @Test
    void shouldDrawEachMethodAboveItsCallerAndAsWideAsItsShare() throws Exception {
        Stacks stacks = new Stacks();
        stacks.add(List.of("A.run", "B.<init>"), 30);
        stacks.add(List.of("A.run", "C.put"), 60);
        stacks.add(List.of("D.wait"), 10);
        List<String> titles = new ArrayList<>();
        List<double[]> boxes = boxes(FlameGraph.svg(stacks, "a & b"), titles);
        assertEquals(
                List.of(
                        "all: 100 samples, 100.0 %",
                        "A.run: 90 samples, 90.0 %",
                        "B.<init>: 30 samples, 30.0 %",
                        "C.put: 60 samples, 60.0 %",
                        "D.wait: 10 samples, 10.0 %"),
                titles);
        double whole = boxes.get(0)[2];
        assertEquals(0.9 * whole, boxes.get(1)[2], 0.1);
        assertEquals(0.3 * whole, boxes.get(2)[2], 0.1);
        // Side by side, and a row higher than the caller.
        assertEquals(boxes.get(2)[0] + boxes.get(2)[2], boxes.get(3)[0], 0.1);
        assertEquals(boxes.get(1)[1], boxes.get(4)[1]);
        assertTrue(boxes.get(2)[1] < boxes.get(1)[1] && boxes.get(1)[1] < boxes.get(0)[1]);
        assertTrue(boxes.get(2)[1] > 0);
    }
}
