namespace Strangler.Core.Payments.References;

/// <summary>Why a text is not an account.</summary>
public enum ClabeFault
{
    WrongLength,
    NotDigits,
    WrongCheckDigit,
}
