using Strangler.AquaCis.StandIn.Books;

namespace Strangler.Tests.Unit.StandIn.Books;

public sealed class ChangesTests
{
    private readonly Changes _changes = new();

    [Fact]
    public void A_change_is_found_under_its_kind_and_key_until_it_is_taken_back()
    {
        _changes.Set("email1", 7, "a@b.mx");

        Assert.Equal("a@b.mx", _changes.Find("email1", 7));
        Assert.Null(_changes.Find("email2", 7));
        Assert.Null(_changes.Find("email1", 8));
        _changes.Set("email1", 7, null);
        Assert.Null(_changes.Find("email1", 7));
    }

    [Theory]
    [InlineData(Changes.LengthLimit, 1)]
    [InlineData(1, Changes.LengthLimit)]
    public void A_value_and_its_key_together_have_a_limit(int key, int value)
    {
        Assert.Throws<InvalidOperationException>(() => _changes.Set("a", new string('k', key), new string('v', value)));
        _changes.Set("a", new string('k', key - 1), new string('v', value));
    }

    [Fact]
    public void When_full_it_takes_other_values_for_what_it_keeps_and_nothing_more()
    {
        for (int key = 0; key < Changes.Limit; key++)
        {
            _changes.Set("a", key, "1");
        }

        Assert.Throws<InvalidOperationException>(() => _changes.Set("b", 1, "1"));
        _changes.Set("a", 1, "2");
        Assert.Equal("2", _changes.Find("a", 1));
    }
}
