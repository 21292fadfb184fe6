using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WriteAheadLog;

/// <summary>The bodies of a type that have to do with storage, read as far as they are needed, and which of them run which.</summary>
internal sealed class LogBodies
{
    private static readonly Words FileWords = new(
        "File", "FileInfo", "FileMode", "FileStream", "FileOptions", "RandomAccess", "SafeFileHandle", "Stream", "BinaryWriter", "StreamWriter", "TextWriter",
        "BinaryReader", "StreamReader", "TextReader", "OpenRead");

    private readonly Dictionary<IMethodSymbol, LogCode> code = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<IMethodSymbol, ImmutableArray<IMethodSymbol>> calls = new(SymbolEqualityComparer.Default);

    /// <summary>What was read so far.</summary>
    public IEnumerable<LogCode> All => code.Values;

    public bool Has(IMethodSymbol method) => code.ContainsKey(method);

    /// <summary>The code of a method, or null where it has nothing to do with storage.</summary>
    public LogCode? Of(IMethodSymbol method) => code.TryGetValue(method, out var one) ? one : null;

    public void Read(IEnumerable<Body> bodies)
    {
        foreach (var body in bodies)
            if (!code.ContainsKey(body.Method)) code[body.Method] = LogCode.Of(body);
    }

    /// <summary>The methods of the type that a method runs, itself included.</summary>
    public ImmutableHashSet<IMethodSymbol> Reach(IMethodSymbol method) => Reach(method, _ => true);

    /// <summary>The same, through none but such code.</summary>
    public ImmutableHashSet<IMethodSymbol> Reach(IMethodSymbol method, Func<LogCode, bool> enters)
    {
        var seen = ImmutableHashSet.CreateBuilder<IMethodSymbol>(SymbolEqualityComparer.Default);
        var pending = new Stack<IMethodSymbol>();
        pending.Push(method);
        while (pending.Count > 0)
        {
            var current = pending.Pop();
            if (!seen.Add(current)) continue;
            foreach (var next in CalledBy(current))
                if (enters(code[next])) pending.Push(next);
        }
        return seen.ToImmutable();
    }

    /// <summary>True when running the method does such a thing to storage, in the type's own code.</summary>
    public bool Reaches(IMethodSymbol method, Func<LogCode, bool> condition) => Reach(method).Any(one => Of(one) is { } found && condition(found));

    /// <summary>The storage code that a body calls, inside the type.</summary>
    public IEnumerable<LogCode> CalledBy(LogCode one) => CalledBy(one.Body.Method).Select(method => code[method]);

    private ImmutableArray<IMethodSymbol> CalledBy(IMethodSymbol method)
    {
        if (calls.TryGetValue(method, out var known)) return known;
        if (!code.TryGetValue(method, out var one)) return ImmutableArray<IMethodSymbol>.Empty;
        var found = one.Body.Operations
            .Select(operation => operation switch
            {
                IInvocationOperation invocation => invocation.TargetMethod,
                IMethodReferenceOperation reference => reference.Method,
                _ => null,
            })
            .OfType<IMethodSymbol>()
            .SelectMany(Definitions)
            .Where(code.ContainsKey)
            .ToImmutableArray();
        calls[method] = found;
        return found;
    }

    /// <summary>A method as the type declares it; for an abstract one the override.</summary>
    public IEnumerable<IMethodSymbol> Definitions(IMethodSymbol target)
    {
        var definition = target.OriginalDefinition;
        yield return definition;
        if (!definition.IsAbstract && !definition.IsVirtual) yield break;
        foreach (var method in code.Keys)
            if (SymbolEqualityComparer.Default.Equals(method.OverriddenMethod?.OriginalDefinition, definition)) yield return method;
    }

    /// <summary>Bodies whose words name a file, or a stream that the type holds or hands out.</summary>
    public static List<Body> NearStorage(TypeFacts type)
    {
        var held = type.AllSlots.Where(slot => HoldsStream(slot.Type, type.Project)).Select(slot => slot.Name);
        var handedOut = type.AllBodies.Where(body => StreamSource.IsStream(body.Method.ReturnType.Awaited(), type.Project.Known))
            .Select(body => body.DisplayName);
        var streams = new Words(held.Concat(handedOut).Distinct().ToArray());
        return type.AllBodies.Where(body => body.Words.HasAny(FileWords) || body.Words.HasAny(streams)).ToList();
    }

    /// <summary>Bodies whose words name one of those bodies, and so on.</summary>
    public static IEnumerable<Body> Callers(TypeFacts type, List<Body> near)
    {
        var rest = new HashSet<Body>(type.AllBodies);
        for (var found = near; found.Count > 0;)
        {
            rest.ExceptWith(found);
            var names = new Words(found.Where(body => !body.IsConstructor).Select(body => body.Name).Distinct().ToArray());
            found = rest.Where(body => body.Words.HasAny(names)).ToList();
            foreach (var body in found) yield return body;
        }
    }

    /// <summary>A stream, a wrapper or collection of streams, or an object of the project that holds one.</summary>
    public static bool HoldsStream(ITypeSymbol type, ProjectFacts project) => IsOrWrapsStream(type, project)
        || project.Of(type) is { } held && held.Slots.Any(slot => IsOrWrapsStream(slot.Type, project));

    private static bool IsOrWrapsStream(ITypeSymbol type, ProjectFacts project) =>
        StreamSource.IsStream(type, project.Known) || type is not IArrayTypeSymbol && StreamSource.IsStream(type.ElementType(), project.Known);
}
