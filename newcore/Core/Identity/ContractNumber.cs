namespace Strangler.Core.Identity;

/// <summary>A contract between the utility and a customer, as AquaCIS numbers it.</summary>
public readonly record struct ContractNumber(int Value)
{
    public override string ToString() => $"{Value}";
}
