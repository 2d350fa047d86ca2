// The theme keeps its choices (light or dark, closed banners, how far the menu is scrolled) in the browser's storage,
// and stops altogether where the browser refuses: storage is blocked, full, or the page stands in somebody else's
// frame. Menu, search and theme switch would go with it.
//
// - Loaded first of all, before the theme's own scripts.
// - What the theme asks of its own keys never throws: what cannot be kept lasts until the page is left.
// - Every other key is refused as the browser refuses it, so that the quizzes can tell their reader.

(() => {
  const ofTheme = /^(mode|theme|pst_\w+|sidebar-scroll-top)$/;
  const unkept = new Map();
  const native = { getItem: Storage.prototype.getItem, setItem: Storage.prototype.setItem };

  /* The two methods, for a storage that may refuse; `storage()` throws where it is blocked. */
  function guarded(storage) {
    return {
      getItem(key) {
        if (unkept.has(key)) return unkept.get(key);
        try {
          return native.getItem.call(storage(), key);
        } catch (error) {
          if (!ofTheme.test(key)) throw error;
          return null;
        }
      },
      setItem(key, value) {
        try {
          native.setItem.call(storage(), key, value);
          unkept.delete(key);
        } catch (error) {
          if (!ofTheme.test(key)) throw error;
          unkept.set(key, String(value));
        }
      },
    };
  }

  for (const method of ["getItem", "setItem"]) {
    Storage.prototype[method] = function (...given) {
      return guarded(() => this)[method](...given);
    };
  }
  for (const name of ["localStorage", "sessionStorage"]) {
    try {
      void window[name];
    } catch (refusal) {
      const refuse = () => {
        throw refusal;
      };
      const value = new Proxy(guarded(refuse), { get: (methods, asked) => methods[asked] ?? refuse(), ownKeys: refuse });
      Object.defineProperty(window, name, { configurable: true, value });
    }
  }
})();
