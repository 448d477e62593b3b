using System.Text;
using Strangler.Parity;

namespace Strangler.Tests.Unit.Parity;

/// <summary>Faults, encodings, and what cannot be judged.</summary>
public sealed class ReadingTests
{
    private static readonly string Answer = Soap.Answer("<name>José Ñáñez</name>");

    [Fact]
    public void Faults_are_compared_as_faults()
    {
        string primary = Soap.Fault("soap:Server", "Down", "<detail><Problem><code>1</code></Problem></detail>");
        Assert.IsType<Verdict.Same>(Soap.Judged(primary, primary.Replace("soap:", "S:", StringComparison.Ordinal)
            .Replace("xmlns:soap", "xmlns:S", StringComparison.Ordinal)));
        var verdict = Assert.IsType<Verdict.Different>(Soap.Judged(
            primary, Soap.Fault("soap:Client", "Up", "<detail><Problem><code>2</code></Problem></detail>")));
        Assert.Equal(
            ["(fault)/faultcode", "(fault)/faultstring", "(fault)/detail/Problem/code"],
            verdict.Differences.Select(difference => difference.Path));
    }

    [Fact]
    public void A_fault_on_one_side_is_one_difference()
    {
        var verdict = Assert.IsType<Verdict.Different>(Soap.Judged(Answer, Soap.Fault("soap:Server", "Down")));
        Assert.Equal(new Difference("(fault)", null, "Server: Down", null), Assert.Single(verdict.Differences));
    }

    [Fact]
    public void An_attribute_on_faultstring_is_a_difference() => Assert.Equal(
        "(fault)/faultstring/@xml:lang",
        Assert.Single(Assert.IsType<Verdict.Different>(Soap.Judged(
            Soap.Fault("soap:Server", "Down"),
            Soap.Fault("soap:Server", "Down").Replace(
                "<faultstring>", "<faultstring xml:lang='en'>", StringComparison.Ordinal))).Differences).Path);

    [Theory]
    [InlineData("utf-16", "text/xml; charset=utf-16")]
    [InlineData("utf-16", "text/xml")]
    [InlineData("utf-16BE", "text/xml; charset=\"UTF-16BE\"")]
    [InlineData("iso-8859-1", "text/xml; charset=ISO-8859-1")]
    [InlineData("windows-1252", "text/xml; charset=windows-1252")]
    public void The_same_characters_in_another_encoding_are_the_same(string encoding, string contentType)
    {
        Assert.Equal("<", Answer[..1]);
        Assert.IsType<Verdict.Same>(Compared(Bytes(encoding), contentType));
    }

    [Fact]
    public void A_byte_order_mark_says_nothing() => Assert.IsType<Verdict.Same>(
        Compared([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Answer)], "text/xml;charset=UTF-8"));

    [Theory]
    [InlineData("utf-16", "text/xml;charset=UTF-8")]
    [InlineData("utf-8", "text/xml;charset=ISO-8859-1")]
    [InlineData("utf-8", "text/xml;charset=utf-16")]
    [InlineData("iso-8859-1", "text/xml;charset=UTF-8")]
    public void Bytes_that_are_not_what_the_charset_says_are_a_difference(string encoding, string contentType)
    {
        byte[] bytes = [.. Find(encoding).GetBytes(
            encoding == "utf-8" ? "<?xml version='1.0' encoding='UTF-8'?>" : ""), .. Bytes(encoding)];
        Difference found = Assert.Single(
            Assert.IsType<Verdict.Different>(Compared(bytes, contentType)).Differences);
        Assert.Equal(("(encoding)", null), (found.Path, found.Primary));
        Assert.NotNull(found.Candidate);
    }

    [Theory]
    [InlineData("", "an empty body")]
    [InlineData("<html><body>Error 500</body></html>", "no SOAP envelope")]
    [InlineData("<html><br></html>", "not well-formed XML")]
    [InlineData("<!DOCTYPE x [<!ENTITY e 'x'>]><x>&e;</x>", "a document type declaration")]
    [InlineData("{\"a\":1}", "not well-formed XML")]
    public void What_is_no_envelope_is_not_judged(string body, string why)
    {
        Assert.Equal(new Verdict.Inconclusive($"candidate: {why}"), Soap.Judged(Answer, body));
        Assert.Equal(new Verdict.Inconclusive($"primary: {why}"), Soap.Judged(body, Answer));
        Assert.Equal(new Verdict.Inconclusive($"primary: {why}"), Soap.Judged(body, body));
    }

    [Fact]
    public void No_answer_is_not_judged() => Assert.Equal(
        new Verdict.Inconclusive("candidate: no answer"),
        Judge.Compare(Soap.Sent(Answer), new Observed(0, null, default), Soap.Shape, [], Soap.Now));

    [Fact]
    public void Limits_are_kept()
    {
        string deep = string.Concat(Enumerable.Repeat("<a>", 100)) + string.Concat(Enumerable.Repeat("</a>", 100));
        Assert.Equal(
            new Verdict.Inconclusive("candidate: nested too deeply"), Soap.Judged(Answer, Soap.Answer(deep)));
        string many = string.Concat(Enumerable.Repeat("<a/>", 100_001));
        Assert.Equal(
            new Verdict.Inconclusive("candidate: more elements than can be compared"),
            Soap.Judged(Answer, Soap.Answer(many)));
        string large = new(' ', Judge.BodyLimit);
        Assert.Equal(
            new Verdict.Inconclusive("candidate: longer than can be compared"), Soap.Judged(Answer, Answer + large));
    }

    private static byte[] Bytes(string encoding) => Find(encoding) is UnicodeEncoding wide
        ? [.. wide.Preamble, .. wide.GetBytes(Answer)]
        : Find(encoding).GetBytes(Answer);

    private static Encoding Find(string encoding) =>
        CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? Encoding.GetEncoding(encoding);

    private static Verdict Compared(byte[] candidate, string contentType) => Judge.Compare(
        Soap.Sent(Answer), new Observed(200, contentType, candidate), Soap.Shape, [], Soap.Now);
}
