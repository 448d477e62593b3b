using Strangler.Core.Documents;
using Strangler.Parity;

namespace Strangler.Tests.Unit.Parity;

/// <summary>Two programs never write a document the same way, so documents are compared by kind and pages.</summary>
public sealed class DocumentTests
{
    [Fact]
    public void Two_documents_of_as_many_pages_are_ignored_and_told_but_never_the_same()
    {
        var verdict = Assert.IsType<Verdict.Ignored>(Judged(Document("one", 3), Document("another", 3)));
        Difference only = Assert.Single(verdict.Differences);
        Assert.Equal("return/file/(document)", only.Path);
        Assert.Matches("^PDF, pages: 1, bytes: [0-9]+$", only.Primary);
        Assert.Matches("^PDF, pages: 1, bytes: [0-9]+$", only.Candidate);
        Assert.Empty(verdict.Rules);
    }

    [Fact]
    public void Documents_of_different_pages_are_different()
    {
        var verdict = Assert.IsType<Verdict.Different>(Judged(Document("one", 3), Document("one", 300)));
        Assert.Equal("return/file/(pages)", Assert.Single(verdict.Differences).Path);
    }

    [Fact]
    public void The_same_document_is_the_same() =>
        Assert.IsType<Verdict.Same>(Judged(Document("one", 3), Document("one", 3)));

    [Theory]
    [InlineData("")]
    [InlineData("not base64")]
    [InlineData("PGZhY3R1cmEvPg==")]
    public void A_document_against_anything_else_is_different(string other)
    {
        Assert.IsType<Verdict.Different>(Judged(Document("one", 3), other));
        Assert.IsType<Verdict.Different>(Judged(other, Document("one", 3)));
    }

    [Fact]
    public void A_document_whose_pages_cannot_be_counted_is_compared_by_its_bytes() => Assert.IsType<Verdict.Different>(
        Judged(Document("one", 3), Convert.ToBase64String("%PDF-1.7\nall is packed away"u8)));

    [Fact]
    public void Beside_a_document_everything_else_still_counts() => Assert.IsType<Verdict.Different>(Soap.Judged(
        Soap.Answer($"<note>a</note><file>{Document("one", 3)}</file>"),
        Soap.Answer($"<note>b</note><file>{Document("two", 3)}</file>")));

    private static Verdict Judged(string primary, string candidate) =>
        Soap.Judged(Soap.Answer($"<file>{primary}</file>"), Soap.Answer($"<file>{candidate}</file>"));

    private static string Document(string text, int lines)
    {
        PdfDocument document = new("a document", "{0}", "es-MX");
        for (int line = 0; line < lines; line++)
        {
            document.Line(text);
        }

        return Convert.ToBase64String(document.ToBytes());
    }
}
