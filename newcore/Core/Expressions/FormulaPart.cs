namespace Strangler.Core.Expressions;

/// <param name="Node">Null where it is wrong and has been reported: nothing more is said of what holds it.</param>
/// <param name="At">Where it begins, in characters from 0.</param>
internal readonly record struct FormulaPart(FormulaNode? Node, int At);
