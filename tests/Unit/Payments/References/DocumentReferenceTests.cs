using System.Globalization;
using Strangler.Core.Documents;
using Strangler.Core.Identity;
using Strangler.Core.Payments.References;

namespace Strangler.Tests.Unit.Payments.References;

public sealed class DocumentReferenceTests
{
    private static readonly DateOnly LastDay = new(2026, 12, 15);

    [Fact]
    public void A_million_are_issued_without_collision()
    {
        HashSet<string> texts = new(1_000_000);
        HashSet<long> numbers = new(1_000_000);
        for (long number = 1; number <= 1_000_000; number++)
        {
            string text = DocumentReference.Issue(number, new Money(12_345), LastDay).Text;
            Assert.True(texts.Add(text), text);
            Assert.True(numbers.Add(long.Parse(text[2..12], CultureInfo.InvariantCulture)), text);
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(9_999_999_999, 999_999_999)]
    [InlineData(442_761, 25_047)]
    public void It_comes_back_as_it_was_issued(long number, long centavos)
    {
        DocumentReference issued = DocumentReference.Issue(number, new Money(centavos), LastDay);
        ReferenceReading read = DocumentReference.Read(issued.Text);
        Assert.Equal(ReferenceFindings.None, read.Findings);
        Assert.Equal(issued, read.Reference);
        Assert.Equal(29, issued.Text.Length);
        Assert.Equal(ReferenceFindings.None, DocumentReference.Read(issued.Text + "0").Findings);
    }

    [Fact]
    public void Every_wrong_digit_and_every_swap_of_neighbours_is_found()
    {
        string text = DocumentReference.Issue(7_654_321, new Money(98_765), LastDay).Text;
        for (int at = 0; at < text.Length; at++)
        {
            for (char digit = '0'; digit <= '9'; digit++)
            {
                string altered = text[..at] + digit + text[(at + 1)..];
                Assert.Equal(altered == text, DocumentReference.Read(altered).Findings == ReferenceFindings.None);
            }

            string swapped = at == 0 ? text : text[..(at - 1)] + text[at] + text[at - 1] + text[(at + 1)..];
            Assert.Equal(swapped == text, DocumentReference.Read(swapped).Findings == ReferenceFindings.None);
        }
    }

    [Fact]
    public void On_receipt_a_wrong_check_digit_is_flagged_and_the_number_still_read()
    {
        DocumentReference issued = DocumentReference.Issue(5, new Money(100), LastDay);
        string wrong = issued.Text[..28] + (issued.Text[28] == '9' ? '0' : (char)(issued.Text[28] + 1));
        ReferenceReading read = DocumentReference.Read(wrong);
        Assert.Equal(ReferenceFindings.WrongCheckDigits, read.Findings);
        Assert.Equal(5, read.Reference?.Number);
    }

    [Theory]
    [InlineData("", ReferenceFindings.WrongLength)]
    [InlineData(null, ReferenceFindings.WrongLength)]
    [InlineData("01004427617", ReferenceFindings.WrongLength)]
    [InlineData("02123456789012345678926121x123", ReferenceFindings.WrongLength)]
    [InlineData("0212345678901234567892612x123", ReferenceFindings.NotDigits)]
    [InlineData("03123456789012345678926121512", ReferenceFindings.NotOurs)]
    [InlineData("02123456789012345678926133112", ReferenceFindings.NotOurs)]
    public void What_cannot_be_told_is_named(string? text, ReferenceFindings expected)
    {
        ReferenceReading read = DocumentReference.Read(text);
        Assert.Null(read.Reference);
        Assert.Equal(expected, read.Findings);
    }

    [Fact]
    public void Late_and_other_amounts_are_flagged()
    {
        ReferenceReading read = DocumentReference.Read(DocumentReference.Issue(9, new Money(500), LastDay).Text);
        Assert.Equal(ReferenceFindings.None, read.PaidWith(new Money(500), LastDay).Findings);
        Assert.Equal(ReferenceFindings.Expired, read.PaidWith(new Money(500), LastDay.AddDays(1)).Findings);
        Assert.Equal(ReferenceFindings.AmountDiffers, read.PaidWith(new Money(499), LastDay).Findings);
        Assert.Equal(
            ReferenceFindings.Expired | ReferenceFindings.AmountDiffers,
            read.PaidWith(new Money(501), LastDay.AddDays(9)).Findings);
    }

    [Theory]
    [InlineData(0, 100)]
    [InlineData(10_000_000_000, 100)]
    [InlineData(1, 0)]
    [InlineData(1, 1_000_000_000)]
    public void Issuing_is_strict(long number, long centavos) => Assert.Throws<ArgumentOutOfRangeException>(
        () => DocumentReference.Issue(number, new Money(centavos), LastDay));

    [Fact]
    public void The_bar_code_line_has_at_most_46_digits_and_names_the_reference()
    {
        DocumentReference issued = DocumentReference.Issue(77, new Money(123_456), LastDay);
        string line = BarCodeLine.Of("1234567", issued);
        Assert.Equal(41, line.Length);
        Assert.True(line.Length <= BarCodeLine.MostLength);
        Assert.Equal(issued, BarCodeLine.Read(line).Reference);
        Assert.Equal(ReferenceFindings.NotOurs, BarCodeLine.Read("9050" + line[4..]).Findings);
        Assert.Equal(ReferenceFindings.WrongLength, BarCodeLine.Read(new string('1', 47)).Findings);
        Assert.True(new Code128(line).Modules > 0);
        Assert.Throws<ArgumentException>(() => BarCodeLine.Of("123456789", issued));
    }

    [Fact]
    public void Neighbours_in_the_sequence_do_not_look_like_neighbours()
    {
        string first = DocumentReference.Issue(1000, new Money(100), LastDay).Text[2..12];
        string second = DocumentReference.Issue(1001, new Money(100), LastDay).Text[2..12];
        Assert.True(first.Zip(second).Count(pair => pair.First != pair.Second) > 4, $"{first} {second}");
    }
}
