package org.rf4j.tck.internal.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.rf4j.tck.Clauses;

class HtmlReportTest {

    private final String html = HtmlReport.of(SampleReport.of("broken", "lettuce"));
    private final Document page = Jsoup.parse(html);

    private Element panel(String cell) {
        Element link = page.expectFirst("a#at-" + cell);
        return page.expectFirst("section[id=" + link.attr("href").substring(1) + "]");
    }

    @Test
    void theRowsAreTheClausesWithTheirTitles() {
        assertThat(page.select("tr[data-worst] > th"))
                .extracting(Element::text)
                .hasSize(Clauses.all().size())
                .contains("C6 a write is never silently sent twice");
    }

    @Test
    void theColumnsAreTheProvidersWithTheirModes() {
        assertThat(page.select("th.provider")).extracting(Element::text).containsExactly("broken", "lettuce");
        assertThat(page.select("thead tr:last-child th"))
                .extracting(Element::text)
                .containsExactly("single", "sentinel", "cluster", "single", "sentinel", "cluster");
        assertThat(page.select("tr[data-worst]"))
                .allSatisfy(row -> assertThat(row.select("td")).hasSize(6));
    }

    @Test
    void everyCellThatWasTestedOpensItsPanel() {
        assertThat(page.select("td a"))
                .isNotEmpty()
                .allSatisfy(
                        link -> assertThat(page.getElementById(link.attr("href").substring(1)))
                                .isNotNull());
        assertThat(page.select("td:not(:has(a))"))
                .isNotEmpty()
                .allSatisfy(cell -> assertThat(cell.className()).contains("untested"));
    }

    @Test
    void noIdIsThereTwice() {
        assertThat(page.select("[id]").eachAttr("id")).doesNotHaveDuplicates();
    }

    @Test
    void aPanelHasTheTestsWithTheirTimesAndTheFailuresFirst() {
        Element first = panel("lettuce-sentinel-F2").expectFirst("li");
        assertThat(first.expectFirst("h3").text()).isEqualTo("calls succeed within 100 ms of the promotion");
        assertThat(first.expectFirst("code").text())
                .isEqualTo("FollowingAPromotion.callsSucceedWithin100MsOfThePromotion");
        assertThat(first.expectFirst(".time").text()).isEqualTo("2.97 s, at most 4.21 s");
        assertThat(first.expectFirst(".counts").text()).isEqualTo("passed 19 of 20");
        assertThat(first.expectFirst(".rounds").text()).isEqualTo("failed in round 7");
        assertThat(first.expectFirst("pre").wholeText()).contains("Expecting actual:\n  143ms\n", "\n    at ");
    }

    @Test
    void aCellOfWhichSomeRoundsFailedSaysHowManyDidNot() {
        assertThat(page.expectFirst("a#at-lettuce-sentinel-F2").text()).isEqualTo("19/20");
    }

    @Test
    void aSkipHasItsReason() {
        assertThat(panel("lettuce-cluster-X2").select("pre").eachText())
                .containsExactly("the provider does not declare RESP3");
    }

    @Test
    void whatAFailureSaysIsTextAlone() {
        Element pre = panel("broken-single-C3").expectFirst("pre.failed");
        assertThat(pre.children()).isEmpty();
        assertThat(pre.wholeText())
                .contains("expected: <b>&amp;\"it's\"</b></pre><script>alert(1)</script> {{panels}} $1 \\ ");
        assertThat(page.select("script")).hasSize(1);
    }

    @Test
    void aProviderMayBeCalledAnything() {
        Document odd = Jsoup.parse(HtmlReport.of(SampleReport.of("<i>odd & \"quoted\"")));
        assertThat(odd.expectFirst("th.provider").text()).isEqualTo("<i>odd & \"quoted\"");
        assertThat(odd.title()).isEqualTo("RF4J compliance: <i>odd & \"quoted\"");
        assertThat(odd.select("td a"))
                .allSatisfy(
                        link -> assertThat(odd.getElementById(link.attr("href").substring(1)))
                                .isNotNull());
    }

    @Test
    void thePageNeedsNothingElse() {
        assertThat(page.select("[src], link, iframe, object, img, base")).isEmpty();
        assertThat(page.select("[href]").eachAttr("href"))
                .allSatisfy(address -> assertThat(address).startsWith("#"));
        assertThat(html).doesNotContain("http://", "https://", "url(", "@import");
    }

    @Test
    void thePageHasNoErrorsAndNoPlaceIsLeftOpen() {
        Parser parser = Parser.htmlParser().setTrackErrors(10);
        parser.parseInput(html, "");
        assertThat(parser.getErrors()).isEmpty();
        assertThat(page.select("style, h1, title, dl").text()).doesNotContain("{{");
    }

    @Test
    void theFactsOfTheRunAreThere() {
        assertThat(page.select("dl dt").eachText()).contains("RF4J", "Servers", "Java", "System", "Rounds", "Duration");
        assertThat(page.select(".summary li").eachText())
                .contains(page.select("td.failed").size() + " failed");
    }

    @Test
    void aReportWithoutAProviderIsStillAPage() {
        Document empty = Jsoup.parse(HtmlReport.of(new Report(Map.of(), List.of(), List.of())));
        assertThat(empty.select("tr[data-worst]")).hasSize(Clauses.all().size());
    }
}
