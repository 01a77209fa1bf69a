package org.rf4j.tck.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.rf4j.Mode;
import org.rf4j.tck.Clauses;

class ChoiceTest {

    private static Choice choice(String parameter, String value) {
        Map<String, String> parameters = Map.of(parameter, value);
        return Choice.of(name -> Optional.ofNullable(parameters.get(name)));
    }

    @Test
    void withoutAWordEverythingIsChosen() {
        Choice everything = Choice.of(name -> Optional.empty());
        assertThat(everything.modes()).containsExactly(Mode.SINGLE, Mode.SENTINEL, Mode.CLUSTER);
        assertThat(everything.clauses()).isEqualTo(Clauses.all().keySet());
        assertThat(everything.ofWholeClauses()).isTrue();
    }

    @Test
    void aLetterStandsForAllClausesThatBeginWithIt() {
        assertThat(choice(Choice.CLAUSES, "C").clauses())
                .hasSize(18)
                .allSatisfy(clause -> assertThat(clause).startsWith("C"));
    }

    @Test
    void groupsAndSingleClausesGoTogether() {
        assertThat(choice(Choice.CLAUSES, " s, P7 ,d1,").clauses()).containsExactly("P7", "D1", "S1", "S2");
    }

    @Test
    void aNumberIsNoBeginningOfANumber() {
        assertThat(choice(Choice.CLAUSES, "C1").clauses()).containsExactly("C1");
    }

    @Test
    void allGroupsTogetherAreEverything() {
        assertThat(choice(Choice.CLAUSES, "C,P,F,D,X,S").ofWholeClauses()).isTrue();
    }

    @Test
    void aClauseThatIsNotThereIsRefusedWithTheNamesOfThoseThatAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> choice(Choice.CLAUSES, "C1,P99"))
                .withMessageContainingAll("'P99'", "C18", "S2", "group");
    }

    @Test
    void aModeThatIsNotThereIsRefusedWithTheNamesOfThoseThatAre() {
        assertThat(List.of("clutser", "auto"))
                .allSatisfy(mode -> assertThatIllegalArgumentException()
                        .isThrownBy(() -> choice(Choice.MODES, mode))
                        .withMessageContainingAll(mode, "single, sentinel, cluster"));
    }

    @Test
    void modesAreReadWhateverTheirCase() {
        assertThat(choice(Choice.MODES, "Cluster,SINGLE").modes()).containsExactlyInAnyOrder(Mode.SINGLE, Mode.CLUSTER);
    }

    @Test
    void aPatternThatIsNoneIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> choice(Choice.TESTS, "*OldPrimary"))
                .withMessageContaining(".*OldPrimary.*");
    }

    @Test
    void aPartOfTheTestsIsNoWholeClause() {
        assertThat(choice(Choice.TESTS, ".*OldPrimary.*").ofWholeClauses()).isFalse();
    }

    @Test
    void itSaysWhatWasChosen() {
        assertThat(choice(Choice.CLAUSES, "p7,c3").describe()).isEqualTo("single, sentinel, cluster; C3, P7");
    }

    @Test
    void whatThereAreNoServersForIsLeftOutUnlessItWasAskedFor() {
        Choice everything = Choice.of(name -> Optional.empty());
        assertThat(everything.within(Set.of(Mode.SENTINEL)).modes()).containsExactly(Mode.SENTINEL);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> choice(Choice.MODES, "single,cluster").within(Set.of(Mode.SINGLE)))
                .withMessageContainingAll("single, cluster", "the servers are single");
    }
}
