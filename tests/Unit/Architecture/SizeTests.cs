namespace Strangler.Tests.Unit.Architecture;

public sealed class SizeTests
{
    [Fact]
    public void Lines_fit_120_columns() => Breaches.AssertNone(SourceTree.Code.SelectMany(SizeRule.CheckLines));

    [Fact]
    public void A_line_of_121_columns_is_found() =>
        Assert.Equal(["a.cs:2: 121 columns."], SizeRule.CheckLines(Lines(new string('x', 120), new string('x', 121))));

    [Fact]
    public void Files_stay_within_400_lines() => Breaches.AssertNone(SourceTree.Code.SelectMany(SizeRule.CheckFile));

    [Fact]
    public void A_file_of_401_lines_is_found()
    {
        Assert.Empty(SizeRule.CheckFile(Lines([.. Enumerable.Repeat("x", 400)])));
        Assert.Single(SizeRule.CheckFile(Lines([.. Enumerable.Repeat("x", 401)])));
    }

    [Fact]
    public void Nine_files_in_ten_stay_within_150_lines() => Assert.Empty(SizeRule.CheckAll(SourceTree.Code));

    [Fact]
    public void Two_long_files_in_ten_are_found()
    {
        SourceFile longer = Lines([.. Enumerable.Repeat("x", 151)]);
        SourceFile usual = Lines("x");
        Assert.Empty(SizeRule.CheckAll([longer, .. Enumerable.Repeat(usual, 9)]));
        Assert.Single(SizeRule.CheckAll([longer, longer, .. Enumerable.Repeat(usual, 8)]));
    }

    [Fact]
    public void Methods_stay_within_60_lines() =>
        Breaches.AssertNone(SourceTree.Code.SelectMany(SizeRule.CheckMethods));

    [Fact]
    public void A_method_of_61_lines_is_found_and_a_long_type_is_not()
    {
        Assert.Empty(SizeRule.CheckMethods(TypeWithMethodOf(60)));
        Assert.Single(SizeRule.CheckMethods(TypeWithMethodOf(61)));
    }

    [Fact]
    public void Public_types_have_files_of_their_own() =>
        Breaches.AssertNone(SourceTree.Code.SelectMany(PublicTypeRule.Check));

    [Fact]
    public void A_second_public_type_is_found_unless_it_is_a_case_of_the_first()
    {
        Assert.Single(PublicTypeRule.Check(Lines("public sealed class One;", "public record struct Two(int N);")));
        Assert.Empty(PublicTypeRule.Check(Lines("public abstract record One;", "public sealed record Two : One;")));
    }

    private static SourceFile TypeWithMethodOf(int lines) => Lines(
    [
        "public sealed class Long(", "    int a)", "{", "    public void Do()", "    {",
        .. Enumerable.Repeat("        x();", lines), "    }", "}",
    ]);

    private static SourceFile Lines(params string[] lines) => new("a.cs", string.Join('\n', lines) + "\n");
}
