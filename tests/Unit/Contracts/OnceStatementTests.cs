using Strangler.AquaCis.Contracts;

namespace Strangler.Tests.Unit.Contracts;

/// <summary><c>once</c>: what names a command, in the contract files.</summary>
public sealed class OnceStatementTests
{
    private const string File = "debt.contract";
    private const string Collect = "once cobrarReferencia reference=referencia name=datosCobro/ticket";

    [Theory]
    [InlineData("reference=referencia name=datosCobro/ticket", 2, 15)]
    [InlineData("reference=referencia within 30", 1, 30)]
    [InlineData("request", 0, 15)]
    [InlineData("request within 1440", 0, 1440)]
    public void Names_or_the_whole_request_with_a_window(string words, int names, int minutes)
    {
        OnceRule rule = Once(words);
        Assert.Equal((names, TimeSpan.FromMinutes(minutes)), (rule.Names.Count, rule.Window));
    }

    [Theory]
    [InlineData("", "request is said")]
    [InlineData("request within 0", "no number of minutes")]
    [InlineData("request within 1441", "no number of minutes")]
    [InlineData("request within soon", "no number of minutes")]
    [InlineData("within 5", "request is said")]
    [InlineData("ticket", "kind=path")]
    [InlineData("label=referencia", "not a kind of key")]
    [InlineData("name=datosCobro", "ends in a record")]
    public void Anything_else_is_refused_with_the_reason(string words, string reason) =>
        Assert.Contains(reason, Refused(Collect, $"once cobrarReferencia {words}".Trim()), StringComparison.Ordinal);

    [Fact]
    public void A_command_without_one_a_query_with_one_and_an_unknown_operation_are_refused()
    {
        Assert.Contains("cobrarReferencia", Refused(Collect, ""), StringComparison.Ordinal);
        Assert.Contains("is a query", Refused(Collect, $"{Collect}\nonce getDeuda request"), StringComparison.Ordinal);
        Assert.Contains("nobodys", Refused(Collect, $"{Collect}\nonce nobodys request"), StringComparison.Ordinal);
    }

    private static OnceRule Once(string words) => Parse(Collect, $"once cobrarReferencia {words}")
        .Operations.Single(operation => operation.Name == "cobrarReferencia").Once!;

    private static string Refused(string from, string to) =>
        Assert.ThrowsAny<FormatException>(() => Parse(from, to)).Message;

    /// <summary>The debt service's contract with one statement changed.</summary>
    private static ServiceContract Parse(string from, string to) => ContractParser.Parse(
        File,
        file =>
        {
            string text = System.IO.File.ReadAllText(
                Path.Combine(Repository.Root, "adapters/AquaCis/Contracts/Definitions", file));
            return file == File ? text.Replace(from, to, StringComparison.Ordinal) : text;
        },
        0);
}
