using System.Text;
using System.Text.RegularExpressions;
using Strangler.Cfdi.Validation;
using Strangler.Cfdi.Validation.Rules;

namespace Strangler.Tests.Unit.Cfdi.Validation;

public sealed partial class RuleTableTests
{
    private const string Head = """
        # Rules of CFDI 4.0 and Pagos 2.0

        Written by RuleTableTests with `ACCEPT=1`; [cfdi-validation.md](cfdi-validation.md) says how to read it. A
        rule that is checked has the Spanish message an operator sees, and the class that checks it; one that
        is not has the reason.

        | Code | Place | What | Checked by |
        |---|---|---|---|

        """;

    [Theory]
    [InlineData("matriz_cfdi40_C_digos_Error_CFDI40.csv", "CFDI1?40[0-9]{3}", 128)]
    [InlineData("matriz_pagos20_C_digos_Errores_CPR20_RevB.csv", "CRP20[0-9]{3}", 103)]
    public void Every_code_of_the_official_matrix_is_in_our_table(string file, string pattern, int atLeast)
    {
        string matrix = File.ReadAllText(Repository.Shared($"sat/rules/{file}"));
        HashSet<string> official = [.. Regex.Matches(matrix, pattern).Select(match => match.Value)];
        Assert.True(official.Count >= atLeast, $"{official.Count} codes");
        Assert.Empty(official.Except(RuleBook.Entries().Select(entry => entry.Code)));
    }

    [Fact]
    public void We_make_up_no_code_of_SAT()
    {
        string matrices = File.ReadAllText(Repository.Shared("sat/rules/matriz_cfdi40_C_digos_Error_CFDI40.csv"))
            + File.ReadAllText(Repository.Shared("sat/rules/matriz_pagos20_C_digos_Errores_CPR20_RevB.csv"));
        Assert.All(
            RuleBook.Entries().Where(entry => SatCode().IsMatch(entry.Code)),
            entry => Assert.Contains(entry.Code, matrices, StringComparison.Ordinal));
    }

    [Fact]
    public void A_code_is_checked_or_it_is_not()
    {
        HashSet<string> unchecks = [.. UncheckedRules.Entries().Select(entry => entry.Code)];
        Assert.DoesNotContain(
            RuleBook.Entries(), entry => entry.CheckedBy is not null && unchecks.Contains(entry.Code));
    }

    [Fact]
    public void The_table_in_the_documentation_is_that_of_the_code()
    {
        string file = Path.Combine(Repository.Root, "docs", "cfdi-rules.md");
        string table = Table();
        if (Environment.GetEnvironmentVariable("ACCEPT") == "1")
        {
            File.WriteAllText(file, table);
        }

        Assert.Equal(table, File.ReadAllText(file));
    }

    private static string Table()
    {
        StringBuilder table = new(Head.ReplaceLineEndings("\n"));
        foreach (RuleEntry entry in RuleBook.Entries()
            .OrderBy(entry => Family(entry.Code)).ThenBy(entry => entry.Code.Length)
            .ThenBy(entry => entry.Code, StringComparer.Ordinal).ThenBy(entry => entry.Place, StringComparer.Ordinal))
        {
            string severity = Findings.SeverityOf(entry.Code) is Severity.Refusal ? ""
                : $" ({Findings.SeverityOf(entry.Code).ToString().ToLowerInvariant()})";
            table.Append('|').Append(' ').Append(entry.Code).Append(severity).Append(" | `").Append(entry.Place)
                .Append("` | ").Append(entry.Text.Replace("|", "\\|", StringComparison.Ordinal)).Append(" | ")
                .Append(entry.CheckedBy ?? "not checked").Append(" |\n");
        }

        return table.ToString();
    }

    private static int Family(string code) => code.StartsWith("CFDI", StringComparison.Ordinal) ? 0
        : code.StartsWith("CRP", StringComparison.Ordinal) ? 1
        : code.StartsWith("AQ", StringComparison.Ordinal) ? 3 : 2;

    [GeneratedRegex("^(CFDI|CRP)")]
    private static partial Regex SatCode();
}
