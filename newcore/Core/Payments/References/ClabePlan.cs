using System.Globalization;
using Strangler.Core.Identity;

namespace Strangler.Core.Payments.References;

/// <summary>An account for each contract: what a bank gave us to put in front, then the contract.</summary>
public sealed class ClabePlan
{
    private const int BankAndPlace = 6;
    private const int FewestContractDigits = 6;
    private const int Digits = Clabe.Length - 1;

    private readonly string _prefix;
    private readonly int _contractDigits;

    /// <param name="prefix">Bank and place in six digits, then what the bank assigned: at most eleven in all.</param>
    /// <exception cref="FormatException">It is not that.</exception>
    public ClabePlan(string prefix)
    {
        if (prefix.Length is < BankAndPlace or > Digits - FewestContractDigits || !prefix.All(char.IsAsciiDigit))
        {
            throw new FormatException(
                $"The prefix of accounts is {BankAndPlace} to {Digits - FewestContractDigits} digits: "
                + "bank, place, and what the bank assigned.");
        }

        _prefix = prefix;
        _contractDigits = Digits - prefix.Length;
    }

    /// <returns>Null: the contract's number has more digits than are left behind the prefix.</returns>
    public Clabe? Of(ContractNumber contract)
    {
        string digits = contract.Value.ToString(CultureInfo.InvariantCulture);
        return contract.Value > 0 && digits.Length <= _contractDigits
            ? Clabe.Of(_prefix + digits.PadLeft(_contractDigits, '0'))
            : null;
    }

    /// <returns>Null: the account is not one of ours.</returns>
    public ContractNumber? ContractOf(Clabe clabe) =>
        clabe.Digits is { } digits && digits.StartsWith(_prefix, StringComparison.Ordinal)
        && int.TryParse(digits.AsSpan(_prefix.Length, _contractDigits), NumberStyles.None, null, out int contract)
        && contract > 0
            ? new ContractNumber(contract)
            : null;
}
