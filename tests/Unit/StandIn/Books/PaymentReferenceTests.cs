using Strangler.AquaCis.StandIn.Books;

namespace Strangler.Tests.Unit.StandIn.Books;

public sealed class PaymentReferenceTests
{
    [Theory]
    [InlineData(400002, "01004000022")]
    [InlineData(400011, "01004000113")]
    [InlineData(400020, "01004000204")]
    public void A_reference_is_01_the_contract_and_its_luhn_digit(int contract, string reference) =>
        Assert.Equal(reference, LegacyBooks.ReferenceOf(contract));

    [Theory]
    [InlineData("01004000022")]
    [InlineData("010040000220000000")]
    [InlineData("0100400002200000000000000")]
    [InlineData("01004000022  ")]
    public void A_reference_is_read_with_the_padding_of_the_stores(string reference) =>
        Assert.Equal(400002, PaymentReference.ContractIn(reference));

    [Theory]
    [InlineData("01004000023")]
    [InlineData("02004000022")]
    [InlineData("0100400002")]
    [InlineData("010040000221")]
    [InlineData("01004000022000000000000000")]
    [InlineData("0100400OO22")]
    [InlineData("")]
    public void What_is_no_reference_names_no_contract(string reference) =>
        Assert.Null(PaymentReference.ContractIn(reference));

    [Fact]
    public void One_wrong_digit_never_passes()
    {
        string right = LegacyBooks.ReferenceOf(30_012_345);
        for (int place = 2; place < right.Length; place++)
        {
            for (char digit = '0'; digit <= '9'; digit++)
            {
                string changed = right[..place] + digit + right[(place + 1)..];
                Assert.Equal(changed == right, PaymentReference.ContractIn(changed) is not null);
            }
        }
    }
}
