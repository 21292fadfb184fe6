using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Sidecar;

/// <summary>The start of a process that stays: it is told by arguments or environment where it is to be found or whom to trust, and nobody waits for its end
/// there.</summary>
/// <param name="Body">The body in which it is prepared.</param>
/// <param name="Place">The start information.</param>
/// <param name="Connection">What the process is told.</param>
/// <param name="IsOpaque">True where the environment is handed to other code, so that what is told is not to be seen.</param>
internal sealed record Launch(Body Body, IOperation Place, IOperation Connection, bool IsOpaque)
{
    private static readonly Words Starting = new("ProcessStartInfo", "StartInfo");

    private static readonly string[] Keys =
        ["port", "ports", "url", "urls", "uri", "address", "addr", "endpoint", "socket", "pipe", "token", "tokens", "secret", "secrets", "apikey"];

    /// <summary>What says the same as an option, but as a variable something else.</summary>
    private static readonly string[] OptionKeys = ["host", "listen", "bind"];

    /// <summary>Whose life it is tied to, beside the word for a process.</summary>
    private static readonly string[] Hosts = ["parent", "host", "client", "owner"];

    private static readonly char[] Separators = [' ', '"', '\'', ',', '\0'];

    public static bool MayBeIn(Vocabulary words) => words.HasAny(Starting);

    /// <summary>The launch that a body prepares, or null.</summary>
    public static Launch? In(Body body)
    {
        if (IsJob(body)) return null;
        foreach (var operation in body.Operations)
        {
            if (!IsStartInfo(operation) || UsesShell(body)) continue;
            if (Told(body) is { } told) return new(body, operation, told, false);
            if (HandedOut(body) is { } environment) return new(body, operation, environment, true);
            return null;
        }
        return null;
    }

    private static bool IsStartInfo(IOperation operation) => operation switch
    {
        IObjectCreationOperation { Type: var made } => made.Named("System.Diagnostics.ProcessStartInfo"),
        IPropertyReferenceOperation { Property: { Name: "StartInfo", ContainingType: var owner } } => owner.Named("System.Diagnostics.Process"),
        _ => false,
    };

    /// <summary>Who waits for the end without a limit where the process starts, or answers with its exit code, has started a tool for one job.</summary>
    private static bool IsJob(Body body) =>
        body.Of<IReturnOperation>().Any(AnswersExitCode)
        || body.Calls.Any(call => call.Name is "WaitForExit" or "WaitForExitAsync" && call.Owner.Named("System.Diagnostics.Process")
        && call.Arguments.All(argument => argument.Type?.SpecialType != SpecialType.System_Int32 && !argument.Type.Named("System.TimeSpan"))
        && !call.Operation.Ancestors().Any(outer => outer is IAnonymousFunctionOperation or ILocalFunctionOperation or ICatchClauseOperation));

    private static bool AnswersExitCode(IReturnOperation result) => result.EnclosingFunction() is null
        && result.ReturnedValue?.Contains(part => part is IPropertyReferenceOperation { Property: { Name: "ExitCode", ContainingType: var owner } }
            && owner.Named("System.Diagnostics.Process")) == true;

    private static bool UsesShell(Body body) => body.Operations.Any(operation =>
        operation is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "UseShellExecute" }, Value: var value }
        && value.IsConstant(true));

    /// <summary>An option or variable whose name says where the process is to be found or whom to trust.</summary>
    private static IOperation? Told(Body body)
    {
        foreach (var one in body.Callees.Where(callee => callee.Body.Type == body.Type || callee.Body.Method.IsStatic).Select(callee => callee.Body)
            .Prepend(body))
            foreach (var operation in one.Operations)
                if (operation is ILiteralOperation or IInterpolatedStringOperation or IFieldReferenceOperation
                    && operation.Type?.SpecialType == SpecialType.System_String && NamesConnection(OwnMachine.TextOf(operation, new()))) return operation;
        return null;
    }

    private static IOperation? HandedOut(Body body) => body.Operations.FirstOrDefault(operation =>
        operation is IPropertyReferenceOperation { Property: { Name: "Environment" or "EnvironmentVariables", ContainingType: var owner } } environment
        && owner.Named("System.Diagnostics.ProcessStartInfo")
            && environment.Ancestors().TakeWhile(outer => outer is not IExpressionStatementOperation and not IBlockOperation).Any(IsForeign));

    private static bool IsForeign(IOperation use) => use switch
    {
        IArgumentOperation => true,
        IMemberInitializerOperation => true,
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true, Arguments: { Length: 1 } keys } } =>
            !keys[0].Value.ConstantValue.HasValue,
        IInvocationOperation { TargetMethod.Name: "Add", Arguments: { Length: 2 } entry } => !entry[0].Value.ConstantValue.HasValue,
        _ => false,
    };

    private static bool NamesConnection(string text)
    {
        foreach (var token in text.Split(Separators, StringSplitOptions.RemoveEmptyEntries))
            if (IsOption(token) && WordsOf(token).ToList() is var words
                && (words.Exists(word => Array.IndexOf(Keys, word) >= 0 || token[0] == '-' && Array.IndexOf(OptionKeys, word) >= 0) || NamesHost(words)))
                return true;
        return false;
    }

    /// <summary>The process is told whom it serves, so that it can end with it.</summary>
    private static bool NamesHost(List<string> words) =>
        words.Exists(word => Array.IndexOf(Hosts, word) >= 0) && (words.Contains("pid") || words.Contains("process") && words.Contains("id"));

    /// <summary>An option of a command line or the name of an environment variable; a path and the words of a message are neither.</summary>
    private static bool IsOption(string token)
    {
        if (token.Length < 3 || token.IndexOf("://", StringComparison.Ordinal) is >= 0 and < 8) return false;
        if (token[0] == '-') return true;
        return token.IndexOf('_') > 0 && token.All(c => char.IsUpper(c) || char.IsDigit(c) || c is '_' or '%' or '=');
    }

    private static IEnumerable<string> WordsOf(string token)
    {
        var start = 0;
        for (var i = 1; i <= token.Length; i++)
        {
            if (i < token.Length && char.IsLetter(token[i]) && char.IsLetter(token[i - 1]) && !(char.IsUpper(token[i]) && char.IsLower(token[i - 1]))) continue;
            if (char.IsLetter(token[start])) yield return token.Substring(start, i - start).ToLowerInvariant();
            start = i;
        }
    }
}
