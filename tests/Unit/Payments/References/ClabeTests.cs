using System.Text.Json;
using Strangler.Core.Identity;
using Strangler.Core.Payments.References;

namespace Strangler.Tests.Unit.Payments.References;

public sealed class ClabeTests
{
    [Fact]
    public void Published_accounts_are_told_right_from_wrong()
    {
        JsonElement vectors = Vectors.Read("clabe_vectors").GetProperty("vectors");
        Assert.Equal(6, vectors.GetArrayLength());
        foreach (JsonElement vector in vectors.EnumerateArray())
        {
            ClabeFault? fault = Clabe.TryRead(vector.GetProperty("clabe").GetString(), out Clabe clabe);
            Assert.Equal(vector.GetProperty("ok").GetBoolean(), fault is null);
            if (fault is null)
            {
                Assert.Equal(vector.GetProperty("bank").GetString(), clabe.Bank);
                Assert.Equal(vector.GetProperty("plaza").GetString(), clabe.Place);
            }
            else
            {
                Assert.Equal(ExpectedFault(vector.GetProperty("err").GetString()!), fault);
            }
        }
    }

    [Fact]
    public void Published_accounts_get_their_check_digit()
    {
        JsonElement vectors = Vectors.Read("clabe_vectors").GetProperty("compute");
        Assert.Equal(2, vectors.GetArrayLength());
        Assert.All(vectors.EnumerateArray(), vector => Assert.Equal(
            vector.GetProperty("clabe").GetString(),
            Clabe.Of($"{vector.GetProperty("bank").GetInt32():D3}{vector.GetProperty("plaza").GetInt32():D3}"
                + $"{vector.GetProperty("acct").GetInt64():D11}").Digits));
    }

    [Theory]
    [InlineData("646180", 442761, "646180000004427617")]
    [InlineData("646180157", 30012345, "646180157300123454")]
    public void A_contract_has_an_account_and_the_account_names_it(string prefix, int contract, string expected)
    {
        ClabePlan plan = new(prefix);
        Clabe clabe = Assert.NotNull(plan.Of(new ContractNumber(contract)));
        Assert.Equal(expected[..17], clabe.Digits[..17]);
        Assert.Null(Clabe.TryRead(clabe.Digits, out Clabe read));
        Assert.Equal(new ContractNumber(contract), plan.ContractOf(read));
    }

    [Theory]
    [InlineData("64618015799", 1_000_000)]
    [InlineData("6461801579", 30_012_345)]
    [InlineData("646180", 0)]
    public void A_contract_that_does_not_fit_gets_none(string prefix, int contract) =>
        Assert.Null(new ClabePlan(prefix).Of(new ContractNumber(contract)));

    [Theory]
    [InlineData("64618")]
    [InlineData("646180157999")]
    [InlineData("64618A")]
    public void A_prefix_that_leaves_no_room_is_refused(string prefix) =>
        Assert.Throws<FormatException>(() => new ClabePlan(prefix));

    [Fact]
    public void An_account_of_somebody_else_names_no_contract()
    {
        Assert.Null(Clabe.TryRead("032180000118359719", out Clabe clabe));
        Assert.Null(new ClabePlan("646180").ContractOf(clabe));
        Assert.Null(new ClabePlan("646180").ContractOf(default));
        Assert.Null(new ClabePlan("032180").ContractOf(Clabe.Of("03218000000000000")));
    }

    private static ClabeFault ExpectedFault(string error) => error switch
    {
        "length" => ClabeFault.WrongLength,
        "characters" => ClabeFault.NotDigits,
        _ => ClabeFault.WrongCheckDigit,
    };
}
