using Strangler.Parity;

namespace Strangler.Tests.Unit.Parity;

public sealed class JudgeTests
{
    [Theory]
    [InlineData("<note>a</note>", "<note><![CDATA[a]]></note>")]
    [InlineData("<note>é</note>", "<note>&#xE9;</note>")]
    [InlineData("<note>a&lt;b</note>", "<note><![CDATA[a<b]]></note>")]
    [InlineData("<note>ab</note>", "<note>a<!-- said --><?go on?>b</note>")]
    [InlineData("<amount>1.50</amount>", "<amount>01.5</amount>")]
    [InlineData("<amount>-0.00</amount>", "<amount>0</amount>")]
    [InlineData("<count>007</count>", "<count> +7 </count>")]
    [InlineData("<open>1</open>", "<open>true</open>")]
    [InlineData("<at>2026-02-11T12:00:00.000-06:00</at>", "<at>2026-02-11T18:00:00Z</at>")]
    [InlineData("<file>AAEC AwQ=</file>", "<file>AAECAwQ=</file>")]
    [InlineData("<count/>", "")]
    [InlineData("<count xmlns:i='http://www.w3.org/2001/XMLSchema-instance' i:nil='1'/>", "<count> </count>")]
    [InlineData("<bag><key>a</key></bag><bag><key>b</key></bag>", "<bag><key>b</key></bag><bag><key>a</key></bag>")]
    [InlineData("<item>\n <key>a</key> </item>", "<item><key>a</key></item>")]
    public void What_means_the_same_is_the_same(string primary, string candidate) =>
        Assert.Empty(Soap.Differences(primary, candidate));

    [Theory]
    [InlineData("<note>a</note>", "<note>b</note>", "return/note", "a", "b")]
    [InlineData("<note>a</note>", "<note>a </note>", "return/note", "a", "a ")]
    [InlineData("<note></note>", "", "return/note", "", null)]
    [InlineData("", "<extra>x</extra>", "return/extra", null, "***1#14f825")]
    [InlineData("<amount>5</amount>", "<amount/>", "return/amount", "5", null)]
    [InlineData("<open>true</open>", "<open>false</open>", "return/open", "true", "false")]
    [InlineData("<at>2026-02-11T12:00:00Z</at>", "<at>2026-02-11T12:00:01Z</at>", "return/at",
        "2026-02-11T12:00:00Z", "2026-02-11T12:00:01Z")]
    [InlineData("<count>1</count>", "<q:count xmlns:q='urn:q'>1</q:count>", "return/count/(namespace)", "", "urn:q")]
    [InlineData("<note>a</note><open>1</open>", "<open>1</open><note>a</note>", "return/(order)",
        "note, open", "open, note")]
    [InlineData("<item><key>a</key></item>", "<item>a</item>", "return/item[1]/(text)", "", "***1#ffe9aa")]
    [InlineData("<note>1</note>",
        "<note xmlns:i='http://www.w3.org/2001/XMLSchema-instance' xmlns:s='urn:s' i:type='s:t'>1</note>",
        "return/note/@xsi:type", null, "{urn:s}t")]
    public void A_difference_has_a_path_and_both_texts(
        string primary, string candidate, string path, string? left, string? right)
    {
        Difference found = Soap.Differences(primary, candidate)[0];
        Assert.Equal((path, left, right), (found.Path, found.Primary, found.Candidate));
    }

    [Fact]
    public void Nil_is_not_an_empty_text()
    {
        string nil = "<note xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:nil='true'/>";
        Difference found = Assert.Single(Soap.Differences("<note></note>", nil));
        Assert.Equal(("return/note", "", "(nil)"), (found.Path, found.Primary, found.Candidate));
    }

    [Fact]
    public void Money_is_counted_candidate_minus_primary()
    {
        var verdict = Assert.IsType<Verdict.Different>(Soap.Judged(
            Soap.Answer("<amount>100.00</amount><item><key>a</key><value>5</value></item>"),
            Soap.Answer("<amount>99.50</amount><item><key>a</key><value>7.25</value></item>")));
        Assert.Equal(
            [("return/amount", -0.50m), ("return/item[1]/value", 2.25m)],
            verdict.Differences.Select(difference => (difference.Path, difference.MoneyDelta!.Value)));
        Assert.Equal(2.75m, verdict.MoneyDelta);
    }

    [Theory]
    [InlineData("79228162514264337593543950335", "-79228162514264337593543950335")]
    [InlineData("1e27", "5")]
    [InlineData("much", "little")]
    public void What_is_no_sane_amount_is_different_all_the_same(string primary, string candidate) => Assert.Equal(
        "return/amount",
        Assert.Single(Soap.Differences($"<amount>{primary}</amount>", $"<amount>{candidate}</amount>")).Path);

    [Fact]
    public void Personal_texts_are_masked_and_still_look_different()
    {
        Difference found = Assert.Single(Soap.Differences("<name>ANA SOLIS</name>", "<name>ANA SOLES</name>"));
        Assert.StartsWith("***9#", found.Primary, StringComparison.Ordinal);
        Assert.StartsWith("***9#", found.Candidate, StringComparison.Ordinal);
        Assert.NotEqual(found.Primary, found.Candidate);
    }

    [Fact]
    public void At_most_a_hundred_differences_are_named_and_all_their_money_is_counted()
    {
        string Items(int value) => string.Concat(
            Enumerable.Range(0, 150).Select(key => $"<item><key>{key}</key><value>{value}</value></item>"));
        var verdict = Assert.IsType<Verdict.Different>(
            Soap.Judged(Soap.Answer(Items(1)), Soap.Answer(Items(2))));
        Assert.Equal((100, 150m), (verdict.Differences.Count, verdict.MoneyDelta));
    }

    [Fact]
    public void Another_response_element_is_told_by_its_name_and_its_namespace()
    {
        string answer = Soap.Answer("<note>a</note>");
        Assert.Equal("(root)", First(answer.Replace("askResponse", "otherResponse", StringComparison.Ordinal)).Path);
        Assert.Equal("(namespace)", First(answer.Replace("urn:ask", "urn:other", StringComparison.Ordinal)).Path);

        Difference First(string other) => Assert.IsType<Verdict.Different>(Soap.Judged(answer, other)).Differences[0];
    }

    [Fact]
    public void Another_status_or_media_type_is_a_difference()
    {
        string answer = Soap.Answer("<note>a</note>");
        Verdict verdict = Judge.Compare(
            Soap.Sent(answer), Soap.Sent(answer, 500, "text/html; charset=utf-8"), Soap.Shape, [], Soap.Now);
        Assert.Equal(
            [("(status)", "200", "500"), ("(content-type)", "text/xml", "text/html")],
            Assert.IsType<Verdict.Different>(verdict).Differences
                .Select(found => (found.Path, found.Primary, found.Candidate)));
    }
}
