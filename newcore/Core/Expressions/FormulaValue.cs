namespace Strangler.Core.Expressions;

/// <summary>What a formula comes to: a number, a truth or a text, as its type says; or a failure.</summary>
public readonly record struct FormulaValue
{
    private readonly string? _text;

    private FormulaValue(decimal number, bool truth, string? text, FormulaFailure failure) =>
        (Number, Truth, _text, Failure) = (number, truth, text, failure);

    public decimal Number { get; }

    public bool Truth { get; }

    public string Text => _text ?? "";

    public FormulaFailure Failure { get; }

    public bool Failed => Failure != FormulaFailure.None;

    public static FormulaValue Of(decimal number) => new(number, false, null, FormulaFailure.None);

    public static FormulaValue Of(bool truth) => new(0, truth, null, FormulaFailure.None);

    public static FormulaValue Of(string text) => new(0, false, text, FormulaFailure.None);

    public static FormulaValue Fail(FormulaFailure failure) => new(0, false, null, failure);
}
