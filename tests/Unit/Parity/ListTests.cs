using Strangler.Parity;

namespace Strangler.Tests.Unit.Parity;

/// <summary>What differs in a list is found where it is, not in everything behind it.</summary>
public sealed class ListTests
{
    [Fact]
    public void A_missing_item_is_one_difference()
    {
        Difference found = Assert.Single(Soap.Differences(Items("a1", "b2", "c3"), Items("a1", "c3")));
        Assert.Equal(("return/item[2]", "{key: b, value: 2}", null), (found.Path, found.Primary, found.Candidate));
    }

    [Fact]
    public void An_extra_item_has_its_place_in_the_candidate()
    {
        Difference found = Assert.Single(Soap.Differences(Items("a1", "c3"), Items("a1", "b2", "c3")));
        Assert.Equal(("return/item[2]", null, "{key: b, value: 2}"), (found.Path, found.Primary, found.Candidate));
    }

    [Fact]
    public void An_item_is_compared_with_the_most_similar_one()
    {
        Difference found = Assert.Single(Soap.Differences(Items("a1", "b2", "c3"), Items("b9", "c3")), IsValue);
        Assert.Equal(("return/item[2]/value", 7m), (found.Path, found.MoneyDelta));
        Assert.Contains(
            Soap.Differences(Items("a1", "b2", "c3"), Items("b9", "c3")),
            difference => difference is { Path: "return/item[1]", Candidate: null });
    }

    [Fact]
    public void Another_order_is_told_by_the_primarys_positions()
    {
        Difference found = Assert.Single(Soap.Differences(Items("a1", "b2", "c3"), Items("c3", "a1", "b2")));
        Assert.Equal(
            ("return/item/(order)", "1, 2, 3", "3, 1, 2"), (found.Path, found.Primary, found.Candidate));
    }

    [Fact]
    public void Where_the_order_is_free_a_changed_item_is_still_found()
    {
        string primary = "<bag><key>a</key><value>1</value></bag><bag><key>b</key><value>2</value></bag>";
        string candidate = "<bag><key>b</key><value>3</value></bag><bag><key>a</key><value>1</value></bag>";
        Difference found = Assert.Single(Soap.Differences(primary, candidate));
        Assert.Equal(("return/bag[2]/value", "2", "3"), (found.Path, found.Primary, found.Candidate));
    }

    [Fact]
    public void A_free_list_counts_its_copies()
    {
        string item = "<bag><key>a</key><value>1</value></bag>";
        Assert.Equal("return/bag[2]", Assert.Single(Soap.Differences(item, item + item)).Path);
    }

    [Fact]
    public void Items_mixed_with_other_fields_stay_where_they_are() => Assert.Equal(
        "return/(order)",
        Assert.Single(Soap.Differences(
            "<line>1</line><line>2</line><note>n</note>", "<line>1</line><note>n</note><line>2</line>")).Path);

    [Fact]
    public void A_repeated_field_that_should_not_be_has_positions() => Assert.Equal(
        "return/note[2]", Assert.Single(Soap.Differences("<note>a</note>", "<note>a</note><note>a</note>")).Path);

    private static bool IsValue(Difference found) => found.Path.EndsWith("/value", StringComparison.Ordinal);

    /// <summary>A letter and a digit each.</summary>
    private static string Items(params string[] items) =>
        string.Concat(items.Select(item => $"<item><key>{item[0]}</key><value>{item[1]}</value></item>"));
}
